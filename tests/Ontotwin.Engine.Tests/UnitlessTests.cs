using Ontotwin.Mapping;
using Ontotwin.Rdf;

namespace Ontotwin.Engine.Tests;

/// <summary>Numbers whose source gives no unit.</summary>
public sealed class UnitlessTests
{
    [Theory]
    [InlineData("local-77^Something^L", "3.4", "3.4", "-", true)]   // nobody knows what it is: a number alone
    [InlineData("local-77^Something^L", "<3.4", "3.4", "-", true)]
    [InlineData("2823-3^Potassium^LN", "5.4", "-", "-", true)]       // a unit is known and not said: no value
    [InlineData("6301-6^INR^LN", "2.5", "2.5", "1", false)] // a bare number by its code
    public void The_unit_1_is_a_claim_that_only_the_code_or_the_map_can_make(string code, string number, string value, string unit, bool isTold)
    {
        using var program = new SmallProgram();
        program.Input("a.hl7", string.Join('\r',
            "MSH|^~\\&|S|F|R|F|20261103||ORU^R01^ORU_R01|1|P|2.5.1", "PID|1||1^^^A&1.2.3&ISO^MR||Doe^Jane||19650302|F",
            "OBR|1||R1|24321-2^BMP^LN|||20261103", $"OBX|1|NM|{code}||{number}||||||F|||20261103", ""));
        var result = Result(program);
        Assert.Equal((value, unit), (One(result, "value"), One(result, "unit")));
        Assert.Equal(number, One(result, "originalValue"));
        Assert.Equal(isTold, program.Remarks.Concat(LiftedRemarks).Any(r => r.Code == "OT4205"));
    }

    [Theory]
    [InlineData("-500", "Cel", "-", true)]
    [InlineData("-460", "[degF]", "-", true)]
    [InlineData("<-300", "Cel", "-", true)]
    [InlineData(">-300", "Cel", "-300", false)]
    [InlineData("-273.15", "Cel", "-273.15", false)]
    [InlineData("36.6", "Cel", "36.6", false)]
    [InlineData("-1", "K", "-1", false)] // a difference
    public void A_temperature_below_absolute_zero_is_no_number(string number, string unit, string value, bool isTold)
    {
        using var program = new SmallProgram();
        program.Input("a.hl7", string.Join('\r',
            "MSH|^~\\&|S|F|R|F|20261103||ORU^R01^ORU_R01|1|P|2.5.1", "PID|1||1^^^A&1.2.3&ISO^MR||Doe^Jane||19650302|F",
            "OBR|1||R1|24321-2^BMP^LN|||20261103", $"OBX|1|NM|local-77^Something^L||{number}|{unit}^^UCUM|||||F|||20261103", ""));
        var result = Result(program);
        Assert.Equal((value, number), (One(result, "value"), One(result, "originalValue")));
        Assert.Equal(isTold, program.Remarks.Concat(LiftedRemarks).Any(r => r.Code == "OT4224"));
    }

    private List<Values.Diagnostic> LiftedRemarks { get; } = [];

    private List<LiftedFact> Result(SmallProgram program)
    {
        var mapped = program.MapShipped();
        LiftedRemarks.AddRange(mapped.SelectMany(m => m.Diagnostics));
        return [.. mapped.SelectMany(m => m.Nodes).Where(n => n.Rule == "hdt.hl7v2.labs/labs.obs").SelectMany(n => n.Facts)];
    }

    private static string One(List<LiftedFact> facts, string property) => facts.Where(f => f.Predicate.LocalName == property).Select(f => ((Literal)f.Object).Lexical).SingleOrDefault() ?? "-";
}
