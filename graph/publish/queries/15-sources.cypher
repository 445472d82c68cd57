// 某户结对记录的出处
// 来源 | household
// 每条结对关系来自哪个文件、工作表和行。
MATCH (h:Household {key: $household})<-[p:PAIRED_WITH]-(c:Cadre)
UNWIND p.origins AS origin
WITH c, p, split(origin, '|') AS parts
MATCH (f:SourceFile {key: parts[0]})
RETURN c.name AS cadre, p.duty AS duty, p.valid_from AS since, f.name AS file, parts[1] AS sheet, parts[2] AS row,
  f.data_date AS data_date
ORDER BY since, cadre, file, row
