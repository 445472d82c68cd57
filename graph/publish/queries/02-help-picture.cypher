// 某户的帮扶关系图
// 帮扶关系 | household, day
// 在图上看：家庭成员、结对干部及其单位、所在村和驻村工作队。
MATCH (h:Household {key: $household})
OPTIONAL MATCH members = (h)<-[m:MEMBER_OF]-(:Person)
WHERE m.valid_from <= $day AND $day < m.valid_to
OPTIONAL MATCH pairing = (h)<-[p:PAIRED_WITH]-(c:Cadre)
WHERE p.valid_from <= $day AND $day < p.valid_to
OPTIONAL MATCH unit = (c)-[w:WORKS_FOR]->(:Organisation)
WHERE w.valid_from <= $day AND $day < w.valid_to
OPTIONAL MATCH home = (h)-[l:LIVES_IN]->(v:Village)
WHERE l.valid_from <= $day AND $day < l.valid_to
OPTIONAL MATCH team = (v)<-[s:STATIONED_IN]-(:ResidentTeam)
WHERE s.valid_from <= $day AND $day < s.valid_to
RETURN h, members, pairing, unit, home, team
LIMIT 100
