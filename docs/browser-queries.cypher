// 各类节点的数量
// 每类节点一行。
MATCH (n:Region) WITH count(n) AS total RETURN 'Region' AS kind, '行政区划' AS term, total
UNION ALL
MATCH (n:Village) WITH count(n) AS total RETURN 'Village' AS kind, '行政村' AS term, total
UNION ALL
MATCH (n:Organisation) WITH count(n) AS total RETURN 'Organisation' AS kind, '单位' AS term, total
UNION ALL
MATCH (n:Register) WITH count(n) AS total RETURN 'Register' AS kind, '建档立卡登记簿' AS term, total
UNION ALL
MATCH (n:Household) WITH count(n) AS total RETURN 'Household' AS kind, '建档立卡户' AS term, total
UNION ALL
MATCH (n:HouseholdState) WITH count(n) AS total RETURN 'HouseholdState' AS kind, '户年度状态' AS term, total
UNION ALL
MATCH (n:Person) WITH count(n) AS total RETURN 'Person' AS kind, '家庭成员' AS term, total
UNION ALL
MATCH (n:PersonState) WITH count(n) AS total RETURN 'PersonState' AS kind, '人员年度状态' AS term, total
UNION ALL
MATCH (n:VillageState) WITH count(n) AS total RETURN 'VillageState' AS kind, '行政村年度台账' AS term, total
UNION ALL
MATCH (n:Designation) WITH count(n) AS total RETURN 'Designation' AS kind, '重点村名单' AS term, total
UNION ALL
MATCH (n:Project) WITH count(n) AS total RETURN 'Project' AS kind, '帮扶项目' AS term, total
UNION ALL
MATCH (n:ProjectStage) WITH count(n) AS total RETURN 'ProjectStage' AS kind, '项目阶段' AS term, total
UNION ALL
MATCH (n:TaskForce) WITH count(n) AS total RETURN 'TaskForce' AS kind, '项目专班' AS term, total
UNION ALL
MATCH (n:Cadre) WITH count(n) AS total RETURN 'Cadre' AS kind, '干部' AS term, total
UNION ALL
MATCH (n:Post) WITH count(n) AS total RETURN 'Post' AS kind, '职务岗位' AS term, total
UNION ALL
MATCH (n:ResidentTeam) WITH count(n) AS total RETURN 'ResidentTeam' AS kind, '工作队' AS term, total
UNION ALL
MATCH (n:Visit) WITH count(n) AS total RETURN 'Visit' AS kind, '走访' AS term, total
UNION ALL
MATCH (n:LinkageGroup) WITH count(n) AS total RETURN 'LinkageGroup' AS kind, '五方挂钩协调小组' AS term, total
UNION ALL
MATCH (n:Policy) WITH count(n) AS total RETURN 'Policy' AS kind, '政策文件' AS term, total
UNION ALL
MATCH (n:Article) WITH count(n) AS total RETURN 'Article' AS kind, '政策条款' AS term, total
UNION ALL
MATCH (n:Statement) WITH count(n) AS total RETURN 'Statement' AS kind, '数字表述' AS term, total
UNION ALL
MATCH (n:Load) WITH count(n) AS total RETURN 'Load' AS kind, '加载批次' AS term, total
UNION ALL
MATCH (n:SourceFile) WITH count(n) AS total RETURN 'SourceFile' AS kind, '来源文件' AS term, total
UNION ALL
MATCH (n:Change) WITH count(n) AS total RETURN 'Change' AS kind, '变更记录' AS term, total;

// 各类关系的数量
// 每类关系一行。
MATCH ()-[r:PART_OF]->() WITH count(r) AS total RETURN 'PART_OF' AS link, '上级区划' AS term, total
UNION ALL
MATCH ()-[r:LIES_IN]->() WITH count(r) AS total RETURN 'LIES_IN' AS link, '所属乡镇' AS term, total
UNION ALL
MATCH ()-[r:REPLACES]->() WITH count(r) AS total RETURN 'REPLACES' AS link, '区划变更' AS term, total
UNION ALL
MATCH ()-[r:SUBORDINATE_TO]->() WITH count(r) AS total RETURN 'SUBORDINATE_TO' AS link, '上级单位' AS term, total
UNION ALL
MATCH ()-[r:SEATED_IN]->() WITH count(r) AS total RETURN 'SEATED_IN' AS link, '单位驻地' AS term, total
UNION ALL
MATCH ()-[r:KEPT_BY]->() WITH count(r) AS total RETURN 'KEPT_BY' AS link, '登记县' AS term, total
UNION ALL
MATCH ()-[r:FILED_IN]->() WITH count(r) AS total RETURN 'FILED_IN' AS link, '建档立卡' AS term, total
UNION ALL
MATCH ()-[r:LIVES_IN]->() WITH count(r) AS total RETURN 'LIVES_IN' AS link, '户籍村' AS term, total
UNION ALL
MATCH ()-[r:DESCRIBES_HOUSEHOLD]->() WITH count(r) AS total RETURN 'DESCRIBES_HOUSEHOLD' AS link, '户状态所属' AS term, total
UNION ALL
MATCH ()-[r:MEMBER_OF]->() WITH count(r) AS total RETURN 'MEMBER_OF' AS link, '家庭成员关系' AS term, total
UNION ALL
MATCH ()-[r:DESCRIBES_PERSON]->() WITH count(r) AS total RETURN 'DESCRIBES_PERSON' AS link, '人员状态所属' AS term, total
UNION ALL
MATCH ()-[r:DESCRIBES_VILLAGE]->() WITH count(r) AS total RETURN 'DESCRIBES_VILLAGE' AS link, '台账所属' AS term, total
UNION ALL
MATCH ()-[r:DESIGNATED_AS]->() WITH count(r) AS total RETURN 'DESIGNATED_AS' AS link, '列入名单' AS term, total
UNION ALL
MATCH ()-[r:PUBLISHES]->() WITH count(r) AS total RETURN 'PUBLISHES' AS link, '名单发布' AS term, total
UNION ALL
MATCH ()-[r:LOCATED_IN]->() WITH count(r) AS total RETURN 'LOCATED_IN' AS link, '实施地点' AS term, total
UNION ALL
MATCH ()-[r:CARRIED_OUT_BY]->() WITH count(r) AS total RETURN 'CARRIED_OUT_BY' AS link, '实施单位' AS term, total
UNION ALL
MATCH ()-[r:BENEFITS]->() WITH count(r) AS total RETURN 'BENEFITS' AS link, '受益对象' AS term, total
UNION ALL
MATCH ()-[r:STAGE_OF]->() WITH count(r) AS total RETURN 'STAGE_OF' AS link, '所属项目' AS term, total
UNION ALL
MATCH ()-[r:MANAGES]->() WITH count(r) AS total RETURN 'MANAGES' AS link, '专班负责项目' AS term, total
UNION ALL
MATCH ()-[r:WORKS_FOR]->() WITH count(r) AS total RETURN 'WORKS_FOR' AS link, '所在单位' AS term, total
UNION ALL
MATCH ()-[r:HOLDS]->() WITH count(r) AS total RETURN 'HOLDS' AS link, '任职' AS term, total
UNION ALL
MATCH ()-[r:ANSWERS_FOR]->() WITH count(r) AS total RETURN 'ANSWERS_FOR' AS link, '责任区域' AS term, total
UNION ALL
MATCH ()-[r:STATIONED_IN]->() WITH count(r) AS total RETURN 'STATIONED_IN' AS link, '派驻' AS term, total
UNION ALL
MATCH ()-[r:SERVES_IN]->() WITH count(r) AS total RETURN 'SERVES_IN' AS link, '驻村任职' AS term, total
UNION ALL
MATCH ()-[r:SENDS]->() WITH count(r) AS total RETURN 'SENDS' AS link, '选派单位' AS term, total
UNION ALL
MATCH ()-[r:PAIRED_WITH]->() WITH count(r) AS total RETURN 'PAIRED_WITH' AS link, '结对帮扶' AS term, total
UNION ALL
MATCH ()-[r:MADE_BY]->() WITH count(r) AS total RETURN 'MADE_BY' AS link, '走访人' AS term, total
UNION ALL
MATCH ()-[r:PAID_TO]->() WITH count(r) AS total RETURN 'PAID_TO' AS link, '走访对象' AS term, total
UNION ALL
MATCH ()-[r:SITS_ON]->() WITH count(r) AS total RETURN 'SITS_ON' AS link, '专班成员' AS term, total
UNION ALL
MATCH ()-[r:LINKED_TO]->() WITH count(r) AS total RETURN 'LINKED_TO' AS link, '挂钩' AS term, total
UNION ALL
MATCH ()-[r:PARTY_OF]->() WITH count(r) AS total RETURN 'PARTY_OF' AS link, '挂钩成员' AS term, total
UNION ALL
MATCH ()-[r:FIELDED_BY]->() WITH count(r) AS total RETURN 'FIELDED_BY' AS link, '小组派出工作队' AS term, total
UNION ALL
MATCH ()-[r:COORDINATES]->() WITH count(r) AS total RETURN 'COORDINATES' AS link, '协调项目' AS term, total
UNION ALL
MATCH ()-[r:ISSUED_BY]->() WITH count(r) AS total RETURN 'ISSUED_BY' AS link, '发文' AS term, total
UNION ALL
MATCH ()-[r:APPLIES_IN]->() WITH count(r) AS total RETURN 'APPLIES_IN' AS link, '适用地区' AS term, total
UNION ALL
MATCH ()-[r:IMPLEMENTS]->() WITH count(r) AS total RETURN 'IMPLEMENTS' AS link, '落实文件' AS term, total
UNION ALL
MATCH ()-[r:ARTICLE_OF]->() WITH count(r) AS total RETURN 'ARTICLE_OF' AS link, '所属文件' AS term, total
UNION ALL
MATCH ()-[r:UNDER]->() WITH count(r) AS total RETURN 'UNDER' AS link, '上级条款' AS term, total
UNION ALL
MATCH ()-[r:STATED_IN]->() WITH count(r) AS total RETURN 'STATED_IN' AS link, '表述出处' AS term, total
UNION ALL
MATCH ()-[r:BASED_ON]->() WITH count(r) AS total RETURN 'BASED_ON' AS link, '政策依据' AS term, total
UNION ALL
MATCH ()-[r:READ_IN]->() WITH count(r) AS total RETURN 'READ_IN' AS link, '读取批次' AS term, total
UNION ALL
MATCH ()-[r:MADE_IN]->() WITH count(r) AS total RETURN 'MADE_IN' AS link, '变更批次' AS term, total;

// 某日成立的关系数量
// 有有效期的每类关系，当日成立的有多少。 先执行 :params {day: date("2019-06-30")}
MATCH ()-[r:PART_OF]->() WHERE r.valid_from <= $day AND $day < r.valid_to WITH count(r) AS total RETURN 'PART_OF' AS link, '上级区划' AS term, total
UNION ALL
MATCH ()-[r:LIES_IN]->() WHERE r.valid_from <= $day AND $day < r.valid_to WITH count(r) AS total RETURN 'LIES_IN' AS link, '所属乡镇' AS term, total
UNION ALL
MATCH ()-[r:SUBORDINATE_TO]->() WHERE r.valid_from <= $day AND $day < r.valid_to WITH count(r) AS total RETURN 'SUBORDINATE_TO' AS link, '上级单位' AS term, total
UNION ALL
MATCH ()-[r:FILED_IN]->() WHERE r.valid_from <= $day AND $day < r.valid_to WITH count(r) AS total RETURN 'FILED_IN' AS link, '建档立卡' AS term, total
UNION ALL
MATCH ()-[r:LIVES_IN]->() WHERE r.valid_from <= $day AND $day < r.valid_to WITH count(r) AS total RETURN 'LIVES_IN' AS link, '户籍村' AS term, total
UNION ALL
MATCH ()-[r:MEMBER_OF]->() WHERE r.valid_from <= $day AND $day < r.valid_to WITH count(r) AS total RETURN 'MEMBER_OF' AS link, '家庭成员关系' AS term, total
UNION ALL
MATCH ()-[r:DESIGNATED_AS]->() WHERE r.valid_from <= $day AND $day < r.valid_to WITH count(r) AS total RETURN 'DESIGNATED_AS' AS link, '列入名单' AS term, total
UNION ALL
MATCH ()-[r:CARRIED_OUT_BY]->() WHERE r.valid_from <= $day AND $day < r.valid_to WITH count(r) AS total RETURN 'CARRIED_OUT_BY' AS link, '实施单位' AS term, total
UNION ALL
MATCH ()-[r:BENEFITS]->() WHERE r.valid_from <= $day AND $day < r.valid_to WITH count(r) AS total RETURN 'BENEFITS' AS link, '受益对象' AS term, total
UNION ALL
MATCH ()-[r:MANAGES]->() WHERE r.valid_from <= $day AND $day < r.valid_to WITH count(r) AS total RETURN 'MANAGES' AS link, '专班负责项目' AS term, total
UNION ALL
MATCH ()-[r:WORKS_FOR]->() WHERE r.valid_from <= $day AND $day < r.valid_to WITH count(r) AS total RETURN 'WORKS_FOR' AS link, '所在单位' AS term, total
UNION ALL
MATCH ()-[r:HOLDS]->() WHERE r.valid_from <= $day AND $day < r.valid_to WITH count(r) AS total RETURN 'HOLDS' AS link, '任职' AS term, total
UNION ALL
MATCH ()-[r:ANSWERS_FOR]->() WHERE r.valid_from <= $day AND $day < r.valid_to WITH count(r) AS total RETURN 'ANSWERS_FOR' AS link, '责任区域' AS term, total
UNION ALL
MATCH ()-[r:STATIONED_IN]->() WHERE r.valid_from <= $day AND $day < r.valid_to WITH count(r) AS total RETURN 'STATIONED_IN' AS link, '派驻' AS term, total
UNION ALL
MATCH ()-[r:SERVES_IN]->() WHERE r.valid_from <= $day AND $day < r.valid_to WITH count(r) AS total RETURN 'SERVES_IN' AS link, '驻村任职' AS term, total
UNION ALL
MATCH ()-[r:SENDS]->() WHERE r.valid_from <= $day AND $day < r.valid_to WITH count(r) AS total RETURN 'SENDS' AS link, '选派单位' AS term, total
UNION ALL
MATCH ()-[r:PAIRED_WITH]->() WHERE r.valid_from <= $day AND $day < r.valid_to WITH count(r) AS total RETURN 'PAIRED_WITH' AS link, '结对帮扶' AS term, total
UNION ALL
MATCH ()-[r:SITS_ON]->() WHERE r.valid_from <= $day AND $day < r.valid_to WITH count(r) AS total RETURN 'SITS_ON' AS link, '专班成员' AS term, total
UNION ALL
MATCH ()-[r:LINKED_TO]->() WHERE r.valid_from <= $day AND $day < r.valid_to WITH count(r) AS total RETURN 'LINKED_TO' AS link, '挂钩' AS term, total
UNION ALL
MATCH ()-[r:PARTY_OF]->() WHERE r.valid_from <= $day AND $day < r.valid_to WITH count(r) AS total RETURN 'PARTY_OF' AS link, '挂钩成员' AS term, total
UNION ALL
MATCH ()-[r:FIELDED_BY]->() WHERE r.valid_from <= $day AND $day < r.valid_to WITH count(r) AS total RETURN 'FIELDED_BY' AS link, '小组派出工作队' AS term, total
UNION ALL
MATCH ()-[r:COORDINATES]->() WHERE r.valid_from <= $day AND $day < r.valid_to WITH count(r) AS total RETURN 'COORDINATES' AS link, '协调项目' AS term, total
UNION ALL
MATCH ()-[r:APPLIES_IN]->() WHERE r.valid_from <= $day AND $day < r.valid_to WITH count(r) AS total RETURN 'APPLIES_IN' AS link, '适用地区' AS term, total;

// 某户某日由谁帮扶
// 结对干部、驻村工作队员、五方挂钩小组、受益项目：各自的责任、起止日期。 先执行 :params {household: "…", day: date("2019-06-30")}
MATCH (h:Household {key: $household})<-[p:PAIRED_WITH]-(c:Cadre)
WHERE p.valid_from <= $day AND $day < p.valid_to
RETURN '结对帮扶' AS means, c.name AS helper, p.duty AS role, p.valid_from AS since, p.valid_to AS until
UNION ALL
MATCH (h:Household {key: $household})-[l:LIVES_IN]->(v:Village)<-[s:STATIONED_IN]-(t:ResidentTeam)<-[m:SERVES_IN]-(c:Cadre)
WHERE l.valid_from <= $day AND $day < l.valid_to AND s.valid_from <= $day AND $day < s.valid_to
  AND m.valid_from <= $day AND $day < m.valid_to
RETURN '驻村工作队' AS means, c.name AS helper, m.role AS role, m.valid_from AS since, m.valid_to AS until
UNION ALL
MATCH (h:Household {key: $household})-[l:LIVES_IN]->(v:Village)-[i:LIES_IN]->(town:Region)
WHERE l.valid_from <= $day AND $day < l.valid_to AND i.valid_from <= $day AND $day < i.valid_to
MATCH up = (town)-[:PART_OF*0..2]->(county:Region)
WHERE all(step IN relationships(up) WHERE step.valid_from <= $day AND $day < step.valid_to)
MATCH (county)<-[k:LINKED_TO]-(g:LinkageGroup)
WHERE k.valid_from <= $day AND $day < k.valid_to
RETURN '五方挂钩' AS means, g.name AS helper, county.name AS role, k.valid_from AS since, k.valid_to AS until
UNION ALL
MATCH (h:Household {key: $household})<-[b:BENEFITS]-(p:Project)
WHERE b.valid_from <= $day AND $day < b.valid_to
RETURN '项目受益' AS means, p.name AS helper, b.kind AS role, b.valid_from AS since, b.valid_to AS until;

// 某户的帮扶关系图
// 在图上看：家庭成员、结对干部及其单位、所在村和驻村工作队。 先执行 :params {household: "…", day: date("2019-06-30")}
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
LIMIT 100;

// 从农户到省的责任链
// 户、村、乡镇、县、市、省各级，以及当日在岗的责任人。 先执行 :params {household: "…", day: date("2019-06-30")}
MATCH (h:Household {key: $household})-[l:LIVES_IN]->(v:Village)-[i:LIES_IN]->(town:Region)
WHERE l.valid_from <= $day AND $day < l.valid_to AND i.valid_from <= $day AND $day < i.valid_to
MATCH chain = (town)-[:PART_OF*0..3]->(r:Region)
WHERE all(step IN relationships(chain) WHERE step.valid_from <= $day AND $day < step.valid_to)
OPTIONAL MATCH (r)<-[a:ANSWERS_FOR]-(post:Post)<-[o:HOLDS]-(c:Cadre)
WHERE a.valid_from <= $day AND $day < a.valid_to AND o.valid_from <= $day AND $day < o.valid_to
RETURN v.name AS village, length(chain) AS step, r.level AS level, r.name AS region, post.title AS post, c.name AS holder
ORDER BY step, post, holder;

// 某村某日由谁负责
// 第一书记、驻村工作队员和对本村负责的岗位。 先执行 :params {village: "…", day: date("2019-06-30")}
MATCH (v:Village {key: $village})<-[s:STATIONED_IN]-(t:ResidentTeam)<-[m:SERVES_IN]-(c:Cadre)
WHERE s.valid_from <= $day AND $day < s.valid_to AND m.valid_from <= $day AND $day < m.valid_to
RETURN t.name AS body, m.role AS role, c.name AS cadre, m.valid_from AS since, m.valid_to AS until
UNION ALL
MATCH (v:Village {key: $village})<-[a:ANSWERS_FOR]-(post:Post)<-[o:HOLDS]-(c:Cadre)
WHERE a.valid_from <= $day AND $day < a.valid_to AND o.valid_from <= $day AND $day < o.valid_to
RETURN post.title AS body, post.role AS role, c.name AS cadre, o.valid_from AS since, o.valid_to AS until;

// 没有驻村工作队的村
// 县内当日没有工作队派驻的行政村；县以十二位区划代码给出。 先执行 :params {county: "…", day: date("2019-06-30")}
MATCH (v:Village)
WHERE v.code STARTS WITH left($county, 6) AND v.valid_from <= $day AND $day < v.valid_to
  AND NOT EXISTS {
    MATCH (v)<-[s:STATIONED_IN]-(:ResidentTeam)
    WHERE s.valid_from <= $day AND $day < s.valid_to
  }
RETURN v.code AS code, v.path AS village
ORDER BY code
LIMIT 500;

// 没有帮扶责任人的户
// 登记簿内当日没有结对干部的建档立卡户。 先执行 :params {register: "…", day: date("2019-06-30")}
MATCH (r:Register {key: $register})<-[f:FILED_IN]-(h:Household)
WHERE f.valid_from <= $day AND $day < f.valid_to
  AND NOT EXISTS {
    MATCH (h)<-[p:PAIRED_WITH]-(:Cadre)
    WHERE p.valid_from <= $day AND $day < p.valid_to
  }
RETURN h.number AS number, h.head AS head
ORDER BY number
LIMIT 500;

// 结对时间重叠的户
// 同一户、同一责任在同一时间有两条结对记录。 先执行 :params {register: "…"}
MATCH (r:Register {key: $register})<-[:FILED_IN]-(h:Household)
MATCH (h)<-[a:PAIRED_WITH]-(x:Cadre)
MATCH (h)<-[b:PAIRED_WITH]-(y:Cadre)
WHERE a.duty = b.duty AND a.valid_from < b.valid_to AND b.valid_from < a.valid_to
  AND (x.key < y.key OR (x.key = y.key AND a.key < b.key))
RETURN DISTINCT h.number AS number, a.duty AS duty, x.name AS first, a.valid_from AS first_since,
  a.valid_to AS first_until, y.name AS second, b.valid_from AS second_since, b.valid_to AS second_until
ORDER BY number, first_since, second_since
LIMIT 500;

// 没有专班负责人的项目
// 当日没有专班，或专班没有负责人的项目。 先执行 :params {day: date("2019-06-30")}
MATCH (p:Project)
WHERE NOT EXISTS {
    MATCH (p)<-[m:MANAGES]-(:TaskForce)<-[s:SITS_ON]-(:Cadre)
    WHERE s.lead AND m.valid_from <= $day AND $day < m.valid_to AND s.valid_from <= $day AND $day < s.valid_to
  }
RETURN p.key AS project, p.name AS name, p.year AS year
ORDER BY project
LIMIT 500;

// 逾期的项目阶段
// 计划日期已过、尚无实际日期的阶段，逾期久的在前。 先执行 :params {day: date("2019-06-30")}
MATCH (s:ProjectStage)-[:STAGE_OF]->(p:Project)
WHERE s.planned < $day AND s.actual IS NULL
RETURN p.key AS project, p.name AS name, s.title AS stage, s.planned AS planned
ORDER BY planned, project
LIMIT 500;

// 干部结对户数
// 当日每名干部结对的户数，多的在前。 先执行 :params {day: date("2019-06-30")}
MATCH (c:Cadre)-[p:PAIRED_WITH]->(h:Household)
WHERE p.valid_from <= $day AND $day < p.valid_to
WITH c, count(DISTINCT h) AS households
RETURN c.organisation AS unit, c.name AS cadre, households
ORDER BY households DESC, unit, cadre
LIMIT 100;

// 五方挂钩小组的成员
// 某县的挂钩小组当日有哪些成员、谁牵头、认筹和到位多少（元）。 先执行 :params {county: "…", day: date("2019-06-30")}
MATCH (county:Region {key: $county})<-[k:LINKED_TO]-(g:LinkageGroup)<-[p:PARTY_OF]-(member)
WHERE k.valid_from <= $day AND $day < k.valid_to AND p.valid_from <= $day AND $day < p.valid_to
RETURN g.name AS linkage, p.party AS party, member.name AS name, p.lead AS lead,
  p.pledged / 100.0 AS pledged, p.paid / 100.0 AS paid, p.valid_from AS since, p.valid_to AS until
ORDER BY linkage, party, name;

// 某户历年状况
// 各年度或季度的标志、人口和人均纯收入（元）。 先执行 :params {household: "…"}
MATCH (h:Household {key: $household})<-[:DESCRIBES_HOUSEHOLD]-(s:HouseholdState)
RETURN s.period AS period, s.status AS status, s.members AS members, s.causes AS causes,
  s.net_income_per_head / 100.0 AS net_income_per_head
ORDER BY period;

// 项目的政策依据
// 项目依据的文件，以及文件落实的上级文件。 先执行 :params {project: "…"}
MATCH (p:Project {key: $project})-[:BASED_ON]->(y:Policy)
MATCH chain = (y)-[:IMPLEMENTS*0..4]->(above:Policy)
RETURN length(chain) AS step, above.number AS number, above.title AS title, above.issuer AS issuer, above.issued AS issued
ORDER BY step, number;

// 最近的变更记录
// 每次加载改了什么：对象、属性、原值、新值和出处。
MATCH (c:Change)-[:MADE_IN]->(l:Load)
RETURN c.made_at AS at, c.kind AS kind, c.thing AS thing, c.property AS property, c.old AS old, c.new AS new,
  c.old_origin AS old_origin, c.new_origin AS new_origin, l.title AS load
ORDER BY at DESC, thing, property
LIMIT 200;

// 某户结对记录的出处
// 每条结对关系来自哪个文件、工作表和行。 先执行 :params {household: "…"}
MATCH (h:Household {key: $household})<-[p:PAIRED_WITH]-(c:Cadre)
UNWIND p.origins AS origin
WITH c, p, split(origin, '|') AS parts
MATCH (f:SourceFile {key: parts[0]})
RETURN c.name AS cadre, p.duty AS duty, p.valid_from AS since, f.name AS file, parts[1] AS sheet, parts[2] AS row,
  f.data_date AS data_date
ORDER BY since, cadre, file, row;
