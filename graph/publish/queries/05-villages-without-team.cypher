// 没有驻村工作队的村
// 检查 | county, day
// 县内当日没有工作队派驻的行政村；县以十二位区划代码给出。
MATCH (v:Village)
WHERE v.code STARTS WITH left($county, 6) AND v.valid_from <= $day AND $day < v.valid_to
  AND NOT EXISTS {
    MATCH (v)<-[s:STATIONED_IN]-(:ResidentTeam)
    WHERE s.valid_from <= $day AND $day < s.valid_to
  }
RETURN v.code AS code, v.path AS village
ORDER BY code
LIMIT 500
