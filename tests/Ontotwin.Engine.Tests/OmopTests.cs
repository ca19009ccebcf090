using Ontotwin.Mapping;

namespace Ontotwin.Engine.Tests;

/// <summary>What a table of the OMOP common data model says, and what it does not say.</summary>
public sealed class OmopTests
{
    private static List<LiftedFact> Condition(string code, string end, string status = "")
    {
        using var program = new SmallProgram().Input(
            "omop/CONDITION_OCCURRENCE.csv", "condition_occurrence_id,person_id,condition_start_date,condition_end_date,condition_source_value,condition_status_source_value", $"1,7,2026-01-05,{end},{code},{status}");
        var facts = program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts).ToList();
        Assert.Empty(program.Remarks);
        Assert.Empty(program.Rejects);
        return facts;
    }

    [Theory]
    [InlineData("44054006", "44054006")]
    [InlineData("1121000119107", "1121000119107")]
    [InlineData("ICD10CM:E11.9", "E11.9")]
    [InlineData("44054007", "")]
    [InlineData("220045", "")]
    [InlineData("E11.9", "")]
    [InlineData("J45", "")]
    [InlineData("250.00", "")]
    [InlineData("4019", "")]
    public void A_condition_is_of_a_vocabulary_that_the_source_tells_and_of_no_other(string code, string expected)
    {
        var facts = Condition(code, "");
        Assert.Equal(expected.Length == 0 ? [] : [expected], SmallProgram.Values(facts, "code").Select(v => v[(v.LastIndexOf('/') + 1)..]));
        Assert.Equal(code.Contains(':', StringComparison.Ordinal), facts.Any(f => f.Object.ToString()!.Contains("icd-10-cm", StringComparison.Ordinal)));
        Assert.Contains(facts, f => f.Predicate.LocalName == "originalCode" && f.Object.ToString()!.Contains(code[(code.IndexOf(':', StringComparison.Ordinal) + 1)..], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData("2026-01-20", "", "")]
    [InlineData("", "Active", "active")]
    [InlineData("", "Primary diagnosis", "")]
    public void That_no_end_was_recorded_does_not_say_that_a_condition_goes_on(string end, string status, string expected)
    {
        var facts = Condition("44054006", end, status);
        Assert.Equal(expected, string.Concat(SmallProgram.Values(facts, "clinicalStatus")));
        Assert.Equal(end, string.Concat(SmallProgram.Values(facts, "endedAt")));
    }

    [Theory]
    [InlineData("314076", "", true)]
    [InlineData("314076", "2026-02-05", true)]
    [InlineData("00093111301", "", false)]
    [InlineData("140", "", false)]
    public void A_medicine_without_an_end_is_not_said_to_be_in_use_and_an_NDC_or_CVX_code_is_no_RxNorm(string code, string end, bool isRxNorm)
    {
        using var program = new SmallProgram().Input(
            "omop/DRUG_EXPOSURE.csv", "drug_exposure_id,person_id,drug_exposure_start_date,drug_exposure_end_date,drug_source_value,route_source_value", $"1,7,2026-01-05,{end},{code},");
        var facts = program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts).ToList();
        Assert.Empty(SmallProgram.Values(facts, "status"));
        Assert.Equal(end, string.Concat(SmallProgram.Values(facts, "endedAt")));
        Assert.Equal(isRxNorm, SmallProgram.Values(facts, "code").Count > 0);
    }

    [Theory]
    [InlineData("5", "4171756", "5", "5", "<")]
    [InlineData("5", "4171754", "5", "5", "<=")]
    [InlineData("5", "4171755", "5", "5", ">=")]
    [InlineData("5", "4172704", "5", "5", ">")]
    [InlineData("5", "4172703", "<5", "5", "<")]
    [InlineData("5", "", "<5", "5", "<")]
    [InlineData("", "0", ">=60", "60", ">=")]
    [InlineData("5", "", "", "5", "")]
    [InlineData("5", "4171756", "", "5", "<")]
    public void A_comparator_of_the_operator_or_of_the_source_is_kept(string number, string concept, string said, string value, string comparator)
    {
        using var program = new SmallProgram().Input(
            "omop/MEASUREMENT.csv", "measurement_id,person_id,measurement_datetime,value_as_number,measurement_source_value,unit_source_value,value_source_value,operator_concept_id",
            $"1,7,2026-01-05 08:00:00,{number},1988-5,mg/L,{said},{concept}");
        var facts = program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts).ToList();
        Assert.Equal([value], SmallProgram.Values(facts, "value"));
        Assert.Equal(comparator, string.Concat(SmallProgram.Values(facts, "comparator")));
        Assert.Empty(program.Remarks);
    }
}
