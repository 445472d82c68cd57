// 某村某日由谁负责
// 责任链 | village, day
// 第一书记、驻村工作队员和对本村负责的岗位。
MATCH (v:Village {key: $village})<-[s:STATIONED_IN]-(t:ResidentTeam)<-[m:SERVES_IN]-(c:Cadre)
WHERE s.valid_from <= $day AND $day < s.valid_to AND m.valid_from <= $day AND $day < m.valid_to
RETURN t.name AS body, m.role AS role, c.name AS cadre, m.valid_from AS since, m.valid_to AS until
UNION ALL
MATCH (v:Village {key: $village})<-[a:ANSWERS_FOR]-(post:Post)<-[o:HOLDS]-(c:Cadre)
WHERE a.valid_from <= $day AND $day < a.valid_to AND o.valid_from <= $day AND $day < o.valid_to
RETURN post.title AS body, post.role AS role, c.name AS cadre, o.valid_from AS since, o.valid_to AS until
