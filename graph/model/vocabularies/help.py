"""Closed lists about units, posts, teams and the help they give."""

from __future__ import annotations

from graph.values import Vocabulary


class UnitType(Vocabulary):
    """Type of a helping unit (帮扶单位类型)."""

    STATE_ORGAN = ("国家机关", "机关", "党政机关")
    INSTITUTION = ("事业单位",)
    SOCIAL_GROUP = ("社会团体",)
    UNIVERSITY = ("高等院校", "高校", "科研院所")
    STATE_ENTERPRISE = ("国有企业", "央企", "国企")
    PRIVATE_ENTERPRISE = ("民营企业", "企业")
    PAIRED_PROVINCE = ("东部对口帮扶省市",)
    FIXED_POINT = ("定点机构", "定点帮扶单位")
    VILLAGE_BODY = ("村民自治组织", "村级组织")
    OTHER = ("其他", "其它")


class Affiliation(Vocabulary):
    """Level that a unit belongs to (隶属关系)."""

    CENTRAL = ("中央",)
    PROVINCE = ("省",)
    CITY = ("市、地区", "市", "地区")
    DISTRICT = ("区",)
    COUNTY = ("县",)
    STREET = ("街道",)
    TOWN = ("镇",)
    TOWNSHIP = ("乡",)
    RESIDENTS = ("居民委员会",)
    VILLAGERS = ("村民委员会",)
    ARMY = ("军队",)
    OTHER = ("其他", "其它")


class Rank(Vocabulary):
    """Rank of a cadre (职务级别)."""

    STATE_CHIEF = ("国家级正职",)
    STATE_DEPUTY = ("国家级副职",)
    PROVINCE_CHIEF = ("省部级正职",)
    PROVINCE_DEPUTY = ("省部级副职",)
    BUREAU_CHIEF = ("厅局级正职",)
    BUREAU_DEPUTY = ("厅局级副职",)
    COUNTY_CHIEF = ("县处级正职",)
    COUNTY_DEPUTY = ("县处级副职",)
    SECTION_CHIEF = ("乡科级正职",)
    SECTION_DEPUTY = ("乡科级副职",)
    SECTION_MEMBER = ("科员级", "科员")
    CLERK = ("办事员级", "办事员")
    UNRANKED = ("未定职", "无")


class PairingDuty(Vocabulary):
    """What a pairing cadre is to the household (帮扶责任)."""

    FIRST = ("第一帮扶责任人", "帮扶责任人", "主要帮扶人")
    SECOND = ("第二帮扶责任人", "协助帮扶人", "成员")


class PostRole(Vocabulary):
    """What a post is for (职务类别)."""

    PARTY_SECRETARY = ("党委书记", "书记")
    HEAD = ("行政正职", "县长", "区长", "乡镇长", "市长", "省长")
    DEPUTY = ("副职", "分管领导")
    VILLAGE_SECRETARY = ("村党组织书记", "村支书")
    VILLAGE_HEAD = ("村委会主任", "村主任")
    FIRST_SECRETARY = ("第一书记",)
    OTHER = ("其他", "其它")


class TeamKind(Vocabulary):
    """Where a team is stationed (工作队类别)."""

    VILLAGE = ("驻村工作队",)
    COUNTY = ("驻县工作队", "省委驻县帮扶工作队")


class TeamRole(Vocabulary):
    """What a member is to the team (队内职务)."""

    LEADER = ("队长", "工作队队长")
    FIRST_SECRETARY = ("第一书记", "第一书记兼队长")
    MEMBER = ("队员", "驻村队员", "成员")


class VisitMode(Vocabulary):
    """How a visit was made (走访方式)."""

    HOME = ("入户", "入户走访", "实地")
    CALL = ("电话", "电话走访")
    MEETING = ("座谈", "会议")


class PartyType(Vocabulary):
    """Which of the five parties a member of a linkage group is (挂钩方类型)."""

    PROVINCIAL_ORGAN = ("省级机关",)
    UNIVERSITY = ("高等院校", "高等院校(科研院所)", "科研院所", "高校科研院所")
    STATE_ENTERPRISE = ("大型国有企业", "国有企业")
    SOUTHERN_COUNTY = ("苏南县(市、区)", "苏南经济相对发达的县(市、区)", "苏南县")
    NORTHERN_COUNTY = ("苏北县(区)", "苏北经济相对薄弱的县(区)", "苏北县")
    OTHER = ("其他", "其它")
