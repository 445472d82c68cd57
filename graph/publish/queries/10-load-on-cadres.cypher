// 干部结对户数
// 统计 | day
// 当日每名干部结对的户数，多的在前。
MATCH (c:Cadre)-[p:PAIRED_WITH]->(h:Household)
WHERE p.valid_from <= $day AND $day < p.valid_to
WITH c, count(DISTINCT h) AS households
RETURN c.organisation AS unit, c.name AS cadre, households
ORDER BY households DESC, unit, cadre
LIMIT 100
