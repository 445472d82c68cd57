// 从农户到省的责任链
// 责任链 | household, day
// 户、村、乡镇、县、市、省各级，以及当日在岗的责任人。
MATCH (h:Household {key: $household})-[l:LIVES_IN]->(v:Village)-[i:LIES_IN]->(town:Region)
WHERE l.valid_from <= $day AND $day < l.valid_to AND i.valid_from <= $day AND $day < i.valid_to
MATCH chain = (town)-[:PART_OF*0..3]->(r:Region)
WHERE all(step IN relationships(chain) WHERE step.valid_from <= $day AND $day < step.valid_to)
OPTIONAL MATCH (r)<-[a:ANSWERS_FOR]-(post:Post)<-[o:HOLDS]-(c:Cadre)
WHERE a.valid_from <= $day AND $day < a.valid_to AND o.valid_from <= $day AND $day < o.valid_to
RETURN v.name AS village, length(chain) AS step, r.level AS level, r.name AS region, post.title AS post, c.name AS holder
ORDER BY step, post, holder
