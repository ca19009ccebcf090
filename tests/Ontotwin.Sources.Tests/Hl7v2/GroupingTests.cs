using System.Text;
using Ontotwin.Sources.Hl7v2;

namespace Ontotwin.Sources.Tests.Hl7v2;

/// <summary>Where orders, prior results and stray segments go, and what is said of them.</summary>
public sealed class GroupingTests
{
    // Each group as its name and its parts, segments in the order of the message.
    [Theory]
    // A second order after an order is an order, with its own ORC or without one.
    [InlineData("OML^O21^OML_O21", "PID;ORC|NW|1;OBR|1;OBR|2;ORC|NW|3;OBR|3",
        "PATIENT(PID) ORDER(ORC OBSERVATION_REQUEST(OBR)) ORDER(OBSERVATION_REQUEST(OBR)) ORDER(ORC OBSERVATION_REQUEST(OBR))", "OT3105 OBR[2]")]
    [InlineData("OMG^O19^OMG_O19", "ORC|NW;OBR|1;OBX|1;OBR|2;OBX|1", "ORDER(ORC OBR OBSERVATION(OBX)) ORDER(OBR OBSERVATION(OBX))", "OT3105 OBR[2]")]
    [InlineData("OML^O21^OML_O21", "ORC|SC;OBR|1;SPM;ORC|SC;OBR|2;OBX|1", "ORDER(ORC OBSERVATION_REQUEST(OBR SPECIMEN(SPM))) ORDER(ORC OBSERVATION_REQUEST(OBR OBSERVATION(OBX)))", "")]
    // An OBR that is late is the order's own.
    [InlineData("OML^O21^OML_O21", "ORC|NW;DG1;OBR|1", "ORDER(ORC OBSERVATION_REQUEST(DG1 OBR))", "OT3105 DG1, OT3105 OBR")]
    // A visit begins a prior result only where a result follows.
    [InlineData("OML^O21^OML_O21", "ORC|NW;OBR|1;PV1;ORC|NW;OBR|2", "ORDER(ORC OBSERVATION_REQUEST(OBR PV1)) ORDER(ORC OBSERVATION_REQUEST(OBR))", "OT3105 PV1")]
    [InlineData("OML^O21^OML_O21", "ORC|NW;OBR|1;PV1;ORC|NW;OBR|2;OBX|1", "ORDER(ORC OBSERVATION_REQUEST(OBR PV1)) ORDER(ORC OBSERVATION_REQUEST(OBR OBSERVATION(OBX)))", "OT3105 PV1")]
    [InlineData("OML^O21^OML_O21", "ORC|NW;OBR|1;PV1;ORC|SC;OBR|2;ORC|SC;OBR|3;OBX|1",
        "ORDER(ORC OBSERVATION_REQUEST(OBR PV1)) ORDER(ORC OBSERVATION_REQUEST(OBR)) ORDER(ORC OBSERVATION_REQUEST(OBR OBSERVATION(OBX)))", "OT3105 PV1")]
    [InlineData("OML^O21^OML_O21", "ORC|NW;OBR|1;PV1;AL1;ORC|SC;OBR|2;OBX|1",
        "ORDER(ORC OBSERVATION_REQUEST(OBR PRIOR_RESULT(PATIENT_VISIT_PRIOR(PV1) AL1 ORDER_PRIOR(ORC OBR OBSERVATION_PRIOR(OBX)))))", "")]
    // A patient begins one, and so does an order that says that it is one; a new order ends it.
    [InlineData("OML^O21^OML_O21", "ORC|NW;OBR|1;PID;ORC|RE;OBR|2;OBX|1;OBR|3;OBX|1;ORC|NW;OBR|4",
        "ORDER(ORC OBSERVATION_REQUEST(OBR PRIOR_RESULT(PATIENT_PRIOR(PID) ORDER_PRIOR(ORC OBR OBSERVATION_PRIOR(OBX)) ORDER_PRIOR(OBR OBSERVATION_PRIOR(OBX))))) ORDER(ORC OBSERVATION_REQUEST(OBR))", "")]
    [InlineData("OML^O21^OML_O21", "ORC|NW;OBR|1;ORC|PR;OBR|2;OBX|1;ORC|NW;OBR|3",
        "ORDER(ORC OBSERVATION_REQUEST(OBR PRIOR_RESULT(ORDER_PRIOR(ORC OBR OBSERVATION_PRIOR(OBX))))) ORDER(ORC OBSERVATION_REQUEST(OBR))", "")]
    [InlineData("OML^O21^OML_O21", "ORC|NW;OBR|1;TQ1;ORC|NW;OBR|2", "ORDER(ORC OBSERVATION_REQUEST(OBR TQ1)) ORDER(ORC OBSERVATION_REQUEST(OBR))", "OT3105 TQ1")]
    [InlineData("OML^O33^OML_O33", "SPM;ORC|NW;OBR|1;OBR|2", "SPECIMEN(SPM ORDER(ORC OBSERVATION_REQUEST(OBR)) ORDER(OBSERVATION_REQUEST(OBR)))", "OT3105 OBR[2]")]
    // A group whose beginning is missing is told.
    [InlineData("ORU^R01^ORU_R01", "PID;OBX|1;OBR|1;OBX|1", "PATIENT_RESULT(PATIENT(PID) ORDER_OBSERVATION(OBSERVATION(OBX)) ORDER_OBSERVATION(OBR OBSERVATION(OBX)))", "OT3105 OBX[1]")]
    [InlineData("ORU^R01^ORU_R01", "OBR|1;OBX|1;NTE", "PATIENT_RESULT(ORDER_OBSERVATION(OBR OBSERVATION(OBX NTE)))", "")]
    public void Segments_go_where_they_belong_and_strays_are_told(string type, string body, string groups, string told)
    {
        var item = Read(type, body);
        Assert.Equal("MSH " + groups, Shown(item.Record!.Root));
        Assert.Equal(told, string.Join(", ", item.Diagnostics.Select(d => $"{d.Code} {d.Place!.Value.Path}")));
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        var told = Assert.Single(Read("ORU^R01^ORU_R01", "PID;OBX|1").Diagnostics);
        Assert.Equal("ORU_R01 has OBX, but not at this place; it was attached to a group ORDER_OBSERVATION of its own, whose OBR is missing", told.Message);
    }

    [Fact]
    public void Looking_ahead_has_a_limit()
    {
        var many = string.Join(';', Enumerable.Repeat("AL1", 40_000));
        var started = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(40_003, ((Hl7v2Record)Read("OML^O21^OML_O21", "ORC|NW;OBR|1;" + many).Record!).Segments.Length);
        Assert.True(started.Elapsed < TimeSpan.FromSeconds(5), $"{started.Elapsed}");
    }

    private static SourceItem Read(string type, string body) =>
        Hl7v2Reader.Read(new SourceDocument("m.hl7", Encoding.UTF8.GetBytes($"MSH|^~\\&|A|B|||20240101||{type}|1|P|2.5.1\r{body.Replace(';', '\r')}\r"))).Single();

    private static string Shown(Field group)
    {
        var parts = new List<string>();
        foreach (var part in group.Children) { parts.Add(part.Name.Length == 3 ? part.Name : $"{part.Name}({Shown(part)})"); }
        return string.Join(' ', parts);
    }
}
