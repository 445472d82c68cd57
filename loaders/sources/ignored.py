"""Columns of household registers that are left unread, by the reason why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_REASONS: Final[Mapping[str, str]] = {
    "it counts the rows of the file": "序号",
    "it repeats what the row of the head says": "户主证件号码 户主身份证号",
    "the length of the number says which certificate it is": "证件类型 残疾证办证年度",
    "the village before and the month of moving say it": "是否搬迁户",
    "the export repeats an earlier column": "风险是否已消除#2 风险是否消除#2",
    "the household state keeps status and year": "脱贫年度",
    "free text, which may name people": (
        "备注 其他备注 致贫原因描述 支出性贫困原因 因自然灾害子项 公益性岗位帮扶其他备注"
    ),
    "whoever filled the form in is not part of the register": (
        "信息采集人 信息采集人联系电话 填表人 填表时间 户主签字 监测联系人 联系方式"
    ),
    "measures of help are a subject of their own": (
        "实施开发式帮扶措施情况 产业帮扶 就业帮扶 金融帮扶 公益岗位帮扶 健康帮扶 教育帮扶 "
        "其他教育帮扶 住房安全保障 饮水安全保障 义务教育保障 综合保障 社会帮扶 搬迁 "
        "生产生活条件改善 基础设施建设 风险消除方式"
    ),
    "the assessment when a risk was removed is a procedure of its own": (
        "风险消除后/* 风险消除后是否住房损毁 风险消除后是否饮水设施损毁 "
        "风险消除后是否住房出现安全问题 风险消除后是否饮水出现安全问题 "
        "风险消除后是否义务教育阶段适龄儿童少年失学辍学 "
        "风险消除后是否有家庭成员未参加城乡居民（职工）基本医疗保险 风险消除后工资性收入 "
        "风险消除后生产经营性收入 风险消除后财产性收入 风险消除后转移性收入 "
        "风险消除后生产经营性支出 风险消除后纯收入 风险消除后人均纯收入 "
        "风险消除后理赔收入 风险消除后合规自付支出"
    ),
    "living conditions beyond the guarantees are not in the graph yet": (
        "危房等级 住房面积 是否通生活用电 是否有卫生厕所 入户道路是否硬化 入户路类型 "
        "与村主干路距离 安置区机构 安置区住址"
    ),
    "land is not in the graph yet": ("耕地面积 林地面积 退耕还林面积 林果面积 牧草地面积 水面面积"),
    "ties to cooperatives and firms are not in the graph yet": (
        "是否加入农民专业合作社 是否加入农民专业合作组织 是否有龙头企业带动 "
        "是否有创业致富带头人带动"
    ),
    "marks of other programmes": (
        "是否支出性贫困 是否军烈属 是否独生子女户 是否双女户 是否现役军人 婚姻状况 产业分类"
    ),
    "details of schooling and work beyond place and months": (
        "失学或辍学原因 义务教育阶段未上学原因 务工企业名称 务工月收入 就业渠道 是否国外务工 "
        "是否会讲普通话 就业渠道（易地搬迁后扶使用） 公益性岗位 公益性岗位类型 "
        "公益性岗位(月数) 聘用月数"
    ),
    "insurance and aid beyond the basic schemes": (
        "是否参加大病保险 是否参加商业补充医疗保险 是否接受医疗救助 是否接受大病医疗救助 "
        "是否接受其他健康扶贫 特困人员救助供养金"
    ),
    "parts of an income of which the sum is read": (
        "务工收入 行业部门公益岗收入 乡镇公益岗收入 村级公益岗收入 自主采摘收入 种植业收入 "
        "养殖业收入 林果业收入 其他生产经营性收入 资产收益扶贫分红收入 土地流转收入 "
        "金融贷款项目 代种代养项目收入 其他财产性收入 计划生育金 低保金 特困供养金 五保金 "
        "养老保险金 养老金 生态补偿金 生态补偿金小计 其他转移性收入 其他转移性收入小计 "
        "种植业支出 养殖业支出 林果业支出 其他生产经营性支出 其他理赔收入 年总收入 年收入"
    ),
}

REGISTER_IGNORED: Final[Mapping[str, str]] = {
    name: reason for reason, names in _REASONS.items() for name in names.split()
}
"""Each header that the register of households leaves unread, with the reason."""
