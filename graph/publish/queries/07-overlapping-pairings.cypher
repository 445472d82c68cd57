// 结对时间重叠的户
// 检查 | register
// 同一户、同一责任在同一时间有两条结对记录。
MATCH (r:Register {key: $register})<-[:FILED_IN]-(h:Household)
MATCH (h)<-[a:PAIRED_WITH]-(x:Cadre)
MATCH (h)<-[b:PAIRED_WITH]-(y:Cadre)
WHERE a.duty = b.duty AND a.valid_from < b.valid_to AND b.valid_from < a.valid_to
  AND (x.key < y.key OR (x.key = y.key AND a.key < b.key))
RETURN DISTINCT h.number AS number, a.duty AS duty, x.name AS first, a.valid_from AS first_since,
  a.valid_to AS first_until, y.name AS second, b.valid_from AS second_since, b.valid_to AS second_until
ORDER BY number, first_since, second_since
LIMIT 500
