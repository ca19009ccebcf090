using Ontotwin.Evaluation;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Rdf;

namespace Ontotwin.Reasoning.Concluding;

/// <summary>How to get what is not known.</summary>
internal static class HowToGet
{
    private static readonly (Iri Class, string En, string Zh)[] Ways =
    [
        (OntologyModel.Term("LabResult"), "order a laboratory test of {0}", "开具{0}检验"),
        (OntologyModel.Term("VitalSign"), "measure {0} now", "立即测量{0}"),
        (OntologyModel.Term("SurveyAnswer"), "ask the patient about {0}", "询问患者：{0}"),
        (OntologyModel.Term("Series"), "transfer the device's data of {0}", "同步设备数据：{0}"),
        (OntologyModel.Term("Observation"), "measure or record {0}", "测量或记录{0}"),
    ];

    public static BilingualText Words(OntologyModel ontology, UnknownReason reason)
    {
        if (reason.Kind == UnknownKind.OutOfRange) { return new("none: the score or model does not apply", "无：该评分或模型不适用"); }
        if (reason.Kind == UnknownKind.Conflict) { return new("look at the sources and correct the wrong one", "核对来源并更正错误记录"); }
        if (reason.Class is not { } type)
        {
            return reason.Name switch
            {
                "age" => new("record the birth date", "记录出生日期"),
                "sex" => new("record the sex", "记录性别"),
                _ => new($"provide {reason.Name}", $"提供 {reason.Name}"),
            };
        }
        var (label, labelZh) = (ontology.Label(type, "en"), ontology.Label(type, "zh"));
        var (_, en, zh) = Ways.FirstOrDefault(w => ontology.IsSubClass(type, w.Class));
        var text = new BilingualText((en ?? "record {0}").Replace("{0}", label, StringComparison.Ordinal), (zh ?? "记录{0}").Replace("{0}", labelZh, StringComparison.Ordinal));
        return reason.Kind is UnknownKind.Stale or UnknownKind.LowQuality ? new(text.En + " again", "再次" + text.Zh) : text;
    }
}
