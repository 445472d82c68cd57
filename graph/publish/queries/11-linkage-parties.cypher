// 五方挂钩小组的成员
// 帮扶关系 | county, day
// 某县的挂钩小组当日有哪些成员、谁牵头、认筹和到位多少（元）。
MATCH (county:Region {key: $county})<-[k:LINKED_TO]-(g:LinkageGroup)<-[p:PARTY_OF]-(member)
WHERE k.valid_from <= $day AND $day < k.valid_to AND p.valid_from <= $day AND $day < p.valid_to
RETURN g.name AS linkage, p.party AS party, member.name AS name, p.lead AS lead,
  p.pledged / 100.0 AS pledged, p.paid / 100.0 AS paid, p.valid_from AS since, p.valid_to AS until
ORDER BY linkage, party, name
