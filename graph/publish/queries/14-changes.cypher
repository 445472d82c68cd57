// 最近的变更记录
// 来源 |
// 每次加载改了什么：对象、属性、原值、新值和出处。
MATCH (c:Change)-[:MADE_IN]->(l:Load)
RETURN c.made_at AS at, c.kind AS kind, c.thing AS thing, c.property AS property, c.old AS old, c.new AS new,
  c.old_origin AS old_origin, c.new_origin AS new_origin, l.title AS load
ORDER BY at DESC, thing, property
LIMIT 200
