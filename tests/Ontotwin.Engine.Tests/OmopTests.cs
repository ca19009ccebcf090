using Ontotwin.Mapping;
using Ontotwin.Reasoning;

namespace Ontotwin.Engine.Tests;

/// <summary>What a table of the OMOP common data model says, and what it does not say.</summary>
public sealed class OmopTests
{
    private static List<LiftedFact> Condition(string code, string end, string status = "")
    {
        using var program = new SmallProgram().Input(
            "omop/CONDITION_OCCURRENCE.csv", "condition_occurrence_id,person_id,condition_start_date,condition_end_date,condition_source_value,condition_status_source_value", $"1,7,2026-01-05,{end},{code},{status}");
        var facts = program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts).ToList();
        Assert.DoesNotContain(program.Remarks, r => r.Code is not ("OT4206" or "OT4107"));
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
    [InlineData("No history of: diabetes", "")]
    [InlineData("ICD10CM: E11.9", "")]
    public void A_condition_is_of_a_vocabulary_that_the_source_tells_and_of_no_other(string code, string expected)
    {
        var facts = Condition(code, "");
        Assert.Equal(expected.Length == 0 ? [] : [expected], SmallProgram.Values(facts, "code").Select(v => v[(v.LastIndexOf('/') + 1)..]));
        Assert.Equal(code.StartsWith("ICD10CM:E", StringComparison.Ordinal), facts.Any(f => f.Object.ToString()!.Contains("icd-10-cm", StringComparison.Ordinal)));
        Assert.Contains(facts, f => f.Predicate.LocalName == "originalCode" && f.Object.ToString()!.Contains(expected.Length > 0 ? expected : code, StringComparison.Ordinal));
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
    [InlineData("RxNorm:314076", "", true)]
    [InlineData("RxNorm:314076", "2026-02-05", true)]
    [InlineData("7559565", "", false)]
    [InlineData("314076", "", false)]
    [InlineData("00093111301", "", false)]
    [InlineData("140", "", false)]
    public void A_medicine_without_an_end_is_not_said_to_be_in_use_and_a_bare_number_is_no_RxNorm(string code, string end, bool isRxNorm)
    {
        using var program = new SmallProgram().Input(
            "omop/DRUG_EXPOSURE.csv", "drug_exposure_id,person_id,drug_exposure_start_date,drug_exposure_end_date,drug_source_value,route_source_value", $"1,7,2026-01-05,{end},{code},");
        var facts = program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts).ToList();
        Assert.Empty(SmallProgram.Values(facts, "status"));
        Assert.Equal(end, string.Concat(SmallProgram.Values(facts, "endedAt")));
        Assert.Equal(isRxNorm, SmallProgram.Values(facts, "code").Count > 0);
    }

    [Theory]
    [InlineData("32817", "completed")]
    [InlineData("32833", "preparation")]
    [InlineData("38000275", "preparation")]
    [InlineData("0", "unknown")]
    [InlineData("", "unknown")]
    public void A_procedure_that_was_ordered_or_of_which_nobody_says_is_not_one_that_was_done(string type, string status)
    {
        var facts = Rows("PROCEDURE_OCCURRENCE", "procedure_occurrence_id,person_id,procedure_date,procedure_type_concept_id,procedure_source_value", $"1,7,2026-01-06,{type},80146002");
        Assert.Equal([status], SmallProgram.Values(facts, "status"));
        Assert.Equal(["2026-01-06"], SmallProgram.Values(facts, "performedAt"));
        Assert.EndsWith("80146002", Assert.Single(SmallProgram.Values(facts, "code")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9201", "IMP")]
    [InlineData("9202", "AMB")]
    [InlineData("9203", "EMER")]
    [InlineData("0", "")]
    [InlineData("", "")]
    public void The_class_of_a_visit_is_what_its_concept_says(string concept, string expected)
    {
        var facts = Rows("VISIT_OCCURRENCE", "visit_occurrence_id,person_id,visit_concept_id,visit_start_datetime,visit_end_date,visit_source_value", $"11,7,{concept},2026-01-05 10:00:00,,ward");
        Assert.Equal(expected, string.Concat(SmallProgram.Values(facts, "encounterClass").Select(v => v[(v.LastIndexOf('/') + 1)..])));
        Assert.Equal(("2026-01-05T10:00:00", ""), (string.Concat(SmallProgram.Values(facts, "startedAt")), string.Concat(SmallProgram.Values(facts, "endedAt"))));
    }

    [Theory]
    [InlineData("80404-7", "0", "", "41", "80404-7")]
    [InlineData("80404-7", "4167217", "", "", "")]   // said of somebody or something else
    [InlineData("80404-7", "0", "father", "", "")]
    [InlineData("44054006", "0", "", "41", "")]      // a disease as an observation is no disease of the person's
    [InlineData("local", "", "", "41", "")]
    public void An_observation_is_a_concept_only_by_LOINC_and_without_a_qualifier(string code, string concept, string said, string value, string expected)
    {
        var facts = Rows("OBSERVATION", "observation_id,person_id,observation_date,value_as_number,observation_source_value,unit_source_value,value_source_value,qualifier_concept_id,qualifier_source_value", $"1,7,2026-01-05,41,{code},ms,41,{concept},{said}");
        Assert.Equal(value, string.Concat(SmallProgram.Values(facts, "value")));
        Assert.Equal(expected, string.Concat(SmallProgram.Values(facts, "code").Select(v => v[(v.LastIndexOf('#') + 1)..])));
        Assert.Contains(code, Assert.Single(SmallProgram.Values(facts, "originalCode")), StringComparison.Ordinal);
        Assert.Equal(["41"], SmallProgram.Values(facts, "text"));
    }

    [Fact]
    public void A_death_is_of_the_person_of_its_database()
    {
        var facts = Rows("DEATH", "person_id,death_date", "7,2026-03-01");
        Assert.Equal(["2026-03-01", "true"], SmallProgram.Values(facts, "deathDate").Concat(SmallProgram.Values(facts, "deceased")));
    }

    private static List<LiftedFact> Rows(string table, params string[] lines)
    {
        using var program = new SmallProgram().Input($"omop/{table}.csv", lines);
        var facts = program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts).ToList();
        Assert.Empty(program.Rejects);
        return facts;
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
    [InlineData("5", "0", "≤5", "5", "<=")]
    [InlineData("5", "", "≥5", "5", ">=")]
    public void A_comparator_of_the_operator_or_of_the_source_is_kept(string number, string concept, string said, string value, string comparator)
    {
        using var program = new SmallProgram().Input(
            "omop/MEASUREMENT.csv", "measurement_id,person_id,measurement_datetime,value_as_number,measurement_source_value,unit_source_value,value_source_value,operator_concept_id",
            $"1,7,2026-01-05 08:00:00,{number},1988-5,mg/L,{said},{concept}");
        var facts = program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts).ToList();
        Assert.Equal([value], SmallProgram.Values(facts, "value"));
        Assert.Equal(comparator, string.Concat(SmallProgram.Values(facts, "comparator")));
        Assert.DoesNotContain(program.Remarks, r => r.Code != "OT4206");
    }

    [Theory]
    [InlineData("Rule-out", "differential")]
    [InlineData("Preliminary diagnosis", "provisional")]
    [InlineData("Final diagnosis", "confirmed")]
    [InlineData("perhaps", "perhaps")]
    [InlineData("Primary diagnosis", "")]
    [InlineData("Active", "")]
    public void How_sure_a_condition_is_stands_as_the_source_tells_it(string status, string expected) =>
        Assert.Equal(expected, string.Concat(SmallProgram.Values(Condition("44054006", "", status), "verificationStatus")));

    [Theory]
    [InlineData("12345", "≤4.1")]
    [InlineData("4172705", "4.1")]
    public void A_number_whose_operator_nobody_knows_is_no_value_and_it_is_told(string concept, string said)
    {
        using var program = new SmallProgram().Input(
            "omop/MEASUREMENT.csv", "measurement_id,person_id,measurement_datetime,value_as_number,measurement_source_value,unit_source_value,value_source_value,operator_concept_id",
            $"1,7,2026-01-05 08:00:00,4.1,2823-3,mmol/L,{said},{concept}");
        var facts = program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts).ToList();
        Assert.Empty(SmallProgram.Values(facts, "value"));
        Assert.Equal([said], SmallProgram.Values(facts, "text"));
        Assert.Contains(program.Remarks, r => r.Code == "OT4202");
    }

    [Theory]
    [InlineData("2026-01-05 08:00:00", "2026-01-05T08:00:00")]
    [InlineData("", "2026-01-05")]
    public void The_date_stands_where_no_time_is_known(string time, string expected)
    {
        using var program = new SmallProgram()
            .Input("omop/MEASUREMENT.csv", "measurement_id,person_id,measurement_date,measurement_datetime,value_as_number,measurement_source_value,unit_source_value", $"1,7,2026-01-05,{time},4.1,2823-3,mmol/L")
            .Input("omop/CONDITION_OCCURRENCE.csv", "condition_occurrence_id,person_id,condition_start_date,condition_start_datetime,condition_source_value", $"1,7,2026-01-05,{time},44054006")
            .Input("omop/DRUG_EXPOSURE.csv", "drug_exposure_id,person_id,drug_exposure_start_date,drug_exposure_start_datetime,drug_source_value", $"1,7,2026-01-05,{time},x");
        var facts = program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts).ToList();
        Assert.Equal([expected], SmallProgram.Values(facts, "observedAt"));
        Assert.Equal([expected, expected], SmallProgram.Values(facts, "startedAt"));
    }

    [Theory]
    [InlineData("1960,,,", "1960")]
    [InlineData("1960,5,,", "1960-05")]
    [InlineData("1960,05,06,", "1960-05-06")]
    [InlineData("1960,11,16,", "1960-11-16")]
    [InlineData("1960,,6,", "1960")]
    [InlineData("1960,5,6,1960-05-07 00:00:00", "1960-05-07")]
    public void A_birth_is_as_precise_as_it_is_known(string parts, string expected)
    {
        using var program = new SmallProgram().Input("omop/PERSON.csv", "person_id,year_of_birth,month_of_birth,day_of_birth,birth_datetime,gender_source_value", $"7,{parts},F");
        Assert.Equal([expected], SmallProgram.Values(program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts), "birthDate"));
    }

    [Theory]
    [InlineData("2823-3", true)]
    [InlineData("1988-5", true)]
    [InlineData("100000-9", true)]
    [InlineData("2823-4", false)]
    [InlineData("12-8", false)]
    [InlineData("-5", false)]
    public void A_LOINC_number_has_its_check_digit(string code, bool isLoinc)
    {
        using var program = new SmallProgram().Input(
            "omop/MEASUREMENT.csv", "measurement_id,person_id,measurement_datetime,value_as_number,measurement_source_value,unit_source_value", $"1,7,2026-01-05 08:00:00,4.1,{code},mmol/L");
        Assert.Equal(isLoinc, SmallProgram.Values(program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts), "code").Count > 0);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("Confirmed diagnosis", true)]
    [InlineData("Preliminary diagnosis", false)]
    [InlineData("Rule-out", false)]
    [InlineData("perhaps", false)]
    public async Task No_rule_takes_for_confirmed_what_the_source_does_not_say_is_so(string status, bool isIn)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(
            clinic.Write("omop/PERSON.csv", "person_id,birth_datetime,gender_source_value", "7,1985-03-02 00:00:00,F"),
            clinic.Write("omop/CONDITION_OCCURRENCE.csv", "condition_occurrence_id,person_id,condition_start_date,condition_source_value,condition_status_source_value", $"1,7,2020-01-05,38341003,{status}", "2,7,2020-01-05,709044004,"),
            clinic.Write("omop/MEASUREMENT.csv", "measurement_id,person_id,measurement_date,value_as_number,measurement_source_value,unit_source_value",
                "1,7,2026-11-02,4.4,2823-3,mmol/L", "2,7,2026-11-02,60,33914-3,mL/min/{1.73_m2}", "3,7,2026-11-02,420,9318-7,mg/g"));
        var rule = Assert.Single(await clinic.ViewsAsync()).Conclusions.All.Single(r => r.Rule == "ckd.bp.rasi.start");
        Assert.Equal(isIn ? RecommendationStatus.In : RecommendationStatus.Undecided, rule.Status);
    }
}
