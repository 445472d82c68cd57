"""Closed lists about households and persons."""

from __future__ import annotations

from graph.values import Vocabulary


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


class Politics(Vocabulary):
    """Political status (政治面貌)."""

    PARTY_MEMBER = ("中共党员", "党员")
    PROBATIONARY = ("中共预备党员", "预备党员")
    LEAGUE_MEMBER = ("共青团员", "团员")
    MASSES = ("群众",)
