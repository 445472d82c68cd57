// 项目的政策依据
// 政策 | project
// 项目依据的文件，以及文件落实的上级文件。
MATCH (p:Project {key: $project})-[:BASED_ON]->(y:Policy)
MATCH chain = (y)-[:IMPLEMENTS*0..4]->(above:Policy)
RETURN length(chain) AS step, above.number AS number, above.title AS title, above.issuer AS issuer, above.issued AS issued
ORDER BY step, number
