"""Closed lists of the field: the stored name, the Chinese label, and other spellings met."""

from __future__ import annotations

from graph.values import Vocabulary


class RegionLevel(Vocabulary):
    """Level of an administrative division (行政级别)."""

    PROVINCE = ("省", "省级", "自治区", "直辖市")
    CITY = ("市", "地市级", "州")
    COUNTY = ("县", "县级", "区", "旗", "县级市")
    TOWN = ("乡镇", "乡", "镇", "街道", "乡级")


class VillageKind(Vocabulary):
    """Kind of a village-level unit (村级单位类别), digits 10 to 12 of its code."""

    RESIDENTS = ("居民委员会", "居委会", "社区")
    VILLAGERS = ("村民委员会", "村委会", "行政村")
    OTHER = ("类似单位", "其他")


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


class Sex(Vocabulary):
    """Sex (性别)."""

    MALE = ("男", "1", "男性")
    FEMALE = ("女", "2", "女性")


class Standard(Vocabulary):
    """Standard by which a household was identified (识别标准)."""

    NATIONAL = ("国家标准",)
    PROVINCE = ("省定标准",)
    CITY = ("市定标准",)


class HouseholdClass(Vocabulary):
    """Attribute of a filed household (贫困户属性)."""

    GENERAL = ("一般脱贫户", "一般贫困户", "一般", "一般农户")
    ALLOWANCE = ("低保脱贫户", "低保户", "低保贫困户", "低保")
    DESTITUTE = ("特困供养脱贫户", "五保户", "特困供养", "低保特困供养贫困户", "特困供养户")


class HouseholdStatus(Vocabulary):
    """Where a household stands in a period (脱贫标志、户类型)."""

    POOR = ("未脱贫", "贫困户")
    LEAVING = ("预脱贫",)
    OUT = ("已脱贫", "脱贫户", "稳定脱贫")
    BACK = ("返贫",)
    MONITORED = ("监测户", "监测对象")
    GENERAL = ("一般农户", "非贫困户")


class MonitorCategory(Vocabulary):
    """Category of a monitored household (监测对象类别)."""

    UNSTABLE = ("脱贫不稳定户", "脱贫监测户")
    MARGINAL = ("边缘易致贫户", "边缘户", "即时帮扶户")
    SHOCK = ("突发严重困难户", "支出型贫困")


class Cause(Vocabulary):
    """Cause of poverty, or risk of it (致贫原因、致贫返贫风险)."""

    ILLNESS = ("因病",)
    DISABILITY = ("因残",)
    SCHOOLING = ("因学",)
    DISASTER = ("因灾", "因自然灾害")
    MARRIAGE = ("因婚",)
    BEREAVEMENT = ("因丧",)
    NO_LAND = ("缺土地",)
    NO_WATER = ("缺水", "因安全饮水")
    NO_SKILL = ("缺技术",)
    NO_LABOUR = ("缺劳力", "缺劳动力")
    NO_MONEY = ("缺资金",)
    BAD_ROADS = ("交通条件落后",)
    NO_DRIVE = ("自身发展动力不足", "自身发展力不足")
    UNSTABLE_WORK = ("因务工就业不稳", "务工就业不稳")
    HOUSING = ("因安全住房",)
    ACCIDENT = ("因意外事故",)
    FAILED_PROJECT = ("因产业项目失败",)
    OTHER = ("其他", "其它")


class Kinship(Vocabulary):
    """Relation to the head of the household (与户主关系)."""

    HEAD = ("户主", "本人", "本人或户主")
    SPOUSE = ("配偶",)
    SON = ("之子",)
    DAUGHTER = ("之女",)
    DAUGHTER_IN_LAW = ("之儿媳",)
    SON_IN_LAW = ("之女婿",)
    GRANDSON = ("之孙子",)
    GRANDDAUGHTER = ("之孙女",)
    DAUGHTERS_SON = ("之外孙子",)
    DAUGHTERS_DAUGHTER = ("之外孙女",)
    FATHER = ("之父",)
    MOTHER = ("之母",)
    WIFES_FATHER = ("之岳父",)
    WIFES_MOTHER = ("之岳母",)
    HUSBANDS_FATHER = ("之公公",)
    HUSBANDS_MOTHER = ("之婆婆",)
    GRANDFATHER = ("之祖父",)
    GRANDMOTHER = ("之祖母",)
    MOTHERS_FATHER = ("之外祖父",)
    MOTHERS_MOTHER = ("之外祖母",)
    SIBLING = ("之兄弟姐妹",)
    GREAT_GRANDSON = ("之曾孙子",)
    GREAT_GRANDDAUGHTER = ("之曾孙女",)
    NEPHEW = ("之侄儿",)
    NIECE = ("之侄女",)
    BROTHERS_WIFE = ("之兄弟媳妇",)
    UNCLE = ("之叔伯",)
    OTHER = ("其他", "其它")


class Education(Vocabulary):
    """Schooling completed (文化程度)."""

    ILLITERATE = ("文盲或半文盲",)
    PRIMARY = ("小学",)
    JUNIOR = ("初中",)
    SENIOR = ("高中", "高中(含职业高中、技校)", "高中（含职业高中、技校）")
    COLLEGE = ("大专", "大专(含高职或高专)", "大专（含高职或高专）")
    BACHELOR = ("本科及以上",)


class Health(Vocabulary):
    """State of health; several may stand together (健康状况)."""

    HEALTHY = ("健康",)
    CHRONIC = ("长期慢性病",)
    SERIOUS = ("患有大病", "大病")
    DISABLED = ("残疾",)


class Labour(Vocabulary):
    """Ability to work (劳动技能)."""

    ORDINARY = ("普通劳动力",)
    SKILLED = ("技能劳动力",)
    WEAK = ("弱劳动力或半劳动力", "弱劳动力", "半劳动力")
    LOST = ("丧失劳动力",)
    NONE = ("无劳动力",)


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


class Politics(Vocabulary):
    """Political status (政治面貌)."""

    PARTY_MEMBER = ("中共党员", "党员")
    PROBATIONARY = ("中共预备党员", "预备党员")
    LEAGUE_MEMBER = ("共青团员", "团员")
    MASSES = ("群众",)


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


class ProjectCategory(Vocabulary):
    """Category of a project (项目类别)."""

    INDUSTRY = ("产业发展", "产业", "产业扶贫")
    EMPLOYMENT = ("就业项目", "就业扶贫", "就业")
    CONSTRUCTION = ("乡村建设行动", "基础设施")
    LIVING = ("生活条件改善",)
    EDUCATION = ("教育扶贫",)
    MANAGEMENT = ("项目管理费",)
    OTHER = ("其他", "其它")


class ProjectNature(Vocabulary):
    """Nature of the works (建设性质)."""

    NEW = ("新建",)
    CONTINUED = ("续建",)
    EXTENDED = ("改扩建", "改建", "扩建")


class StageCode(Vocabulary):
    """Stage of a project's life (项目阶段)."""

    BANKED = ("入库", "储备")
    APPROVED = ("立项批复", "批复")
    TENDERED = ("招标", "招投标")
    STARTED = ("开工",)
    FINISHED = ("完工", "竣工")
    ACCEPTED = ("验收",)
    AUDITED = ("审计",)
    HANDED_OVER = ("移交",)


class BenefitKind(Vocabulary):
    """How somebody benefits from a project (受益方式)."""

    TAKES_PART = ("直接参与",)
    WORK = ("就业", "务工", "带动就业")
    DIVIDEND = ("分红", "收益分配")
    FACILITY = ("设施受益", "公共服务")


class PolicyLevel(Vocabulary):
    """Level of the body that issued a policy (政策层级)."""

    CENTRAL = ("国家", "中央")
    PROVINCE = ("省", "省级")
    CITY = ("市", "市级")
    COUNTY = ("县", "县级", "区")


class ChangeKind(Vocabulary):
    """What happened to a value or a thing (变更类别)."""

    CHANGED = ("变更",)
    OVERRULED = ("未采用",)
    ENDED = ("终止",)
    REOPENED = ("恢复",)
