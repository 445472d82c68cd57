// 没有帮扶责任人的户
// 检查 | register, day
// 登记簿内当日没有结对干部的建档立卡户。
MATCH (r:Register {key: $register})<-[f:FILED_IN]-(h:Household)
WHERE f.valid_from <= $day AND $day < f.valid_to
  AND NOT EXISTS {
    MATCH (h)<-[p:PAIRED_WITH]-(:Cadre)
    WHERE p.valid_from <= $day AND $day < p.valid_to
  }
RETURN h.number AS number, h.head AS head
ORDER BY number
LIMIT 500
