// 没有专班负责人的项目
// 检查 | day
// 当日没有专班，或专班没有负责人的项目。
MATCH (p:Project)
WHERE NOT EXISTS {
    MATCH (p)<-[m:MANAGES]-(:TaskForce)<-[s:SITS_ON]-(:Cadre)
    WHERE s.lead AND m.valid_from <= $day AND $day < m.valid_to AND s.valid_from <= $day AND $day < s.valid_to
  }
RETURN p.key AS project, p.name AS name, p.year AS year
ORDER BY project
LIMIT 500
