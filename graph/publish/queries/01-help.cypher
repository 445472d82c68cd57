// 某户某日由谁帮扶
// 帮扶关系 | household, day
// 结对干部、驻村工作队员、五方挂钩小组、受益项目：各自的责任、起止日期。
MATCH (h:Household {key: $household})<-[p:PAIRED_WITH]-(c:Cadre)
WHERE p.valid_from <= $day AND $day < p.valid_to
RETURN '结对帮扶' AS means, c.name AS helper, p.duty AS role, p.valid_from AS since, p.valid_to AS until
UNION ALL
MATCH (h:Household {key: $household})-[l:LIVES_IN]->(v:Village)<-[s:STATIONED_IN]-(t:ResidentTeam)<-[m:SERVES_IN]-(c:Cadre)
WHERE l.valid_from <= $day AND $day < l.valid_to AND s.valid_from <= $day AND $day < s.valid_to
  AND m.valid_from <= $day AND $day < m.valid_to
RETURN '驻村工作队' AS means, c.name AS helper, m.role AS role, m.valid_from AS since, m.valid_to AS until
UNION ALL
MATCH (h:Household {key: $household})-[l:LIVES_IN]->(v:Village)-[i:LIES_IN]->(town:Region)
WHERE l.valid_from <= $day AND $day < l.valid_to AND i.valid_from <= $day AND $day < i.valid_to
MATCH up = (town)-[:PART_OF*0..2]->(county:Region)
WHERE all(step IN relationships(up) WHERE step.valid_from <= $day AND $day < step.valid_to)
MATCH (county)<-[k:LINKED_TO]-(g:LinkageGroup)
WHERE k.valid_from <= $day AND $day < k.valid_to
RETURN '五方挂钩' AS means, g.name AS helper, county.name AS role, k.valid_from AS since, k.valid_to AS until
UNION ALL
MATCH (h:Household {key: $household})<-[b:BENEFITS]-(p:Project)
WHERE b.valid_from <= $day AND $day < b.valid_to
RETURN '项目受益' AS means, p.name AS helper, b.kind AS role, b.valid_from AS since, b.valid_to AS until
