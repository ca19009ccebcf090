namespace Ontotwin.Cli.Output;

/// <summary>What diagnostics of other rooms say, in Chinese, by their code.</summary>
internal static class ChineseReasons
{
    /// <summary>The translations.</summary>
    public static IReadOnlyDictionary<string, string> ByCode { get; } = new Dictionary<string, string>
    {
        ["OT3205"] = "末尾剩余的字节不足以构成另一个数据元素",
        ["OT4002"] = "读取此记录的映射在其中未找到任何内容",
        ["OT4003"] = "该文档不是 HL7 v2、DICOM 或 FHIR，也没有映射声明此名称的 CSV 文件",
        ["OT4103"] = "状态缺失，或映射未列出此状态",
        ["OT4104"] = "节点键的一部分缺失",
        ["OT4106"] = "无法确定该记录属于谁：未指向任何人，或指向多人",
        ["OT4201"] = "单位不是 UCUM 代码，也没有已知的别名",
        ["OT4202"] = "字段应为数值（或是与否），实际内容不符",
        ["OT4301"] = "数值超出映射所检查的范围",
        ["OT8101"] = "记录的较旧版本晚于较新版本到达，不作任何更改",
        ["OT8118"] = "键与时间均相同的两条记录内容不同：两者均予保留",
        ["OT8102"] = "键相同而内容不同的记录取代了先前的记录，尽管其状态并未标明为更正",
    };
}
