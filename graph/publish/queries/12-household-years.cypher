// 某户历年状况
// 农户 | household
// 各年度或季度的标志、人口和人均纯收入（元）。
MATCH (h:Household {key: $household})<-[:DESCRIBES_HOUSEHOLD]-(s:HouseholdState)
RETURN s.period AS period, s.status AS status, s.members AS members, s.causes AS causes,
  s.net_income_per_head / 100.0 AS net_income_per_head
ORDER BY period
