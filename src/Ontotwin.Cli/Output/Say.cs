namespace Ontotwin.Cli.Output;

/// <summary>The few words of the command that clinicians read, in their language.</summary>
internal static class Say
{
    public static string In(string language, string en, string zh) => language == "zh" ? zh : en;

    public static string Truth(string language, Values.Truth truth) => truth switch
    {
        Values.Truth.True => In(language, "true", "真"),
        Values.Truth.False => In(language, "false", "假"),
        _ => In(language, "unknown", "未知"),
    };

    /// <summary>A recommendation's status by its name; null for one that is not shown.</summary>
    public static string Status(string language, string? status) => language != "zh" ? status ?? "not shown" : status?.ToLowerInvariant() switch
    {
        "in" => "成立",
        "out" => "不成立",
        "blocked" => "被阻断",
        "superseded" => "已被取代",
        "undecided" => "未定",
        null => "未显示",
        _ => status,
    };

    /// <summary>A status that sources write as a code (FHIR R4: condition-clinical, medication and event statuses); any other text as it is. Of a disease or an allergy it is a phase.</summary>
    public static string SourceStatus(string language, string code, bool isPhase) =>
        language != "zh" ? code : isPhase && Phases.TryGetValue(code, out var phase) ? phase : SourceStatuses.TryGetValue(code, out var zh) ? zh : code;

    /// <summary>Why something was rejected or remarked on, by its code; in English, and where no translation is kept, as it was said.</summary>
    public static string Reason(string language, string code, string reason) => language == "zh" && ChineseReasons.ByCode.TryGetValue(code, out var zh) ? zh : reason;

    // A disease is in a phase, where an order is in force.
    private static readonly Dictionary<string, string> Phases = new() { ["active"] = "活动期", ["inactive"] = "非活动期" };

    private static readonly Dictionary<string, string> SourceStatuses = new()
    {
        ["active"] = "生效中",
        ["inactive"] = "已失效",
        ["recurrence"] = "再发",
        ["relapse"] = "复发",
        ["remission"] = "缓解",
        ["resolved"] = "已痊愈",
        ["final"] = "最终",
        ["preliminary"] = "初步",
        ["registered"] = "已登记",
        ["amended"] = "已修订",
        ["corrected"] = "已更正",
        ["cancelled"] = "已取消",
        ["entered-in-error"] = "录入错误",
        ["unknown"] = "未知",
        ["completed"] = "已完成",
        ["stopped"] = "已停止",
        ["on-hold"] = "暂停",
        ["intended"] = "拟用",
        ["draft"] = "草稿",
        ["not-taken"] = "未服用",
        ["not-done"] = "未执行",
        ["in-progress"] = "进行中",
        ["planned"] = "已计划",
        ["arrived"] = "已到达",
        ["finished"] = "已结束",
        ["available"] = "可用",
        ["confirmed"] = "已确认",
        ["refuted"] = "已排除",
        ["provisional"] = "暂定",
        ["differential"] = "鉴别诊断",
        ["unconfirmed"] = "未确认",
        ["presumed"] = "推定",
        ["proposal"] = "建议",
        ["plan"] = "计划",
        ["option"] = "备选",
        ["do-not-perform"] = "禁止执行",
        ["superseded"] = "已被替代",
        ["contradicted"] = "与其他记录矛盾",
        ["spread"] = "离散度（非该量本身）",
        ["current"] = "现行",
        // HL7 tables 0271 (documents) and 0278 (appointments).
        ["AU"] = "已认证",
        ["DI"] = "已口述",
        ["DO"] = "已成文",
        ["IN"] = "不完整",
        ["IP"] = "处理中",
        ["LA"] = "已依法认证",
        ["PA"] = "待认证",
        ["Booked"] = "已预约",
        ["Pending"] = "待定",
        ["Waitlist"] = "候补",
        ["Started"] = "已开始",
        ["Complete"] = "已完成",
        ["Cancelled"] = "已取消",
        ["Discontinued"] = "已停止",
        ["Deleted"] = "已删除",
        ["Blocked"] = "已占用",
        ["Overbook"] = "超额预约",
        ["Noshow"] = "未到诊",
        ["booked"] = "已预约",
        ["pending"] = "待定",
        ["proposed"] = "拟议",
        ["fulfilled"] = "已就诊",
        ["noshow"] = "未到诊",
        ["checked-in"] = "已签到",
        ["waitlist"] = "候补",
    };
}
