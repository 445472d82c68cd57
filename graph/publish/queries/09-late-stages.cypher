// 逾期的项目阶段
// 检查 | day
// 计划日期已过、尚无实际日期的阶段，逾期久的在前。
MATCH (s:ProjectStage)-[:STAGE_OF]->(p:Project)
WHERE s.planned < $day AND s.actual IS NULL
RETURN p.key AS project, p.name AS name, s.title AS stage, s.planned AS planned
ORDER BY planned, project
LIMIT 500
