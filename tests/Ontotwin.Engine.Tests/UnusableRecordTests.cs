using Ontotwin.Evaluation;
using Ontotwin.Reasoning;

namespace Ontotwin.Engine.Tests;

/// <summary>What no rule may conclude from, whatever its status says: records that cannot be read as they are meant, and those that others replaced.</summary>
public sealed class UnusableRecordTests
{
    // The map writes "final" of every record, so that the status alone would tell nothing.
    private const string Program = """
        module test version 1
        ontology hdt
        map m from csv "*.csv" (mrn text, report text, replaces text?, day date, code text, k text, word text) {
          node pt : Patient key ("urn:test", mrn)
          node rep : LabReport key (report) { subject <- pt }
          node before : LabReport key (replaces) when exists(replaces) { subject <- pt; replacedBy <- rep }
          node obs : LabResult key (report, code) {
            subject <- pt; partOf <- rep; observedAt <- day as date; status <- "final"
            code <- code as code in "http://loinc.org"
            value <- k as quantity in 'mmol/L'
            on word { "F" -> assert; other -> unreadable }
          }
          node dx : Condition key (report, "dx") when code = "dx" {
            subject <- pt; code <- k as code in "http://snomed.info/sct"; partOf <- rep
            on word { "F" -> assert; other -> unreadable }
          }
          node al : AllergyIntolerance key (report, "al") when code = "al" {
            subject <- pt; substance <- k as code in "http://www.whocc.no/atc"; verificationStatus <- "refuted" when word != "F"
            on word { "F" -> assert; other -> unreadable }
          }
        }
        guideline g version 1 {
          cite "Test 2024" published 2024-01-01
          rule high { when latest Potassium > 5.0 'mmol/L' recommend start ACEi strength strong for certainty high because en "e" zh "z" }
          rule ill { when has Hypertension recommend start ARB strength strong for certainty high because en "e" zh "z" }
          rule counted { when count Potassium >= 2 recommend start MRA strength strong for certainty high because en "e" zh "z" }
        }
        """;

    [Theory]
    [InlineData("high", RecommendationStatus.In, "1,r1,,2026-11-01,2823-3,6.0,F")]
    [InlineData("high", RecommendationStatus.Undecided, "1,r1,,2026-11-01,2823-3,4.0,F", "1,r2,,2026-11-02,2823-3,6.0,Z")]
    [InlineData("high", RecommendationStatus.Undecided, "1,r1,,2026-11-01,2823-3,6.0,Z")]
    [InlineData("high", RecommendationStatus.Out, "1,r1,,2026-11-02,2823-3,6.0,F", "1,r2,r1,2026-11-01,2823-3,4.0,F")]
    [InlineData("high", RecommendationStatus.In, "1,r1,,2026-11-02,2823-3,6.0,F", "1,r2,r3,2026-11-01,2823-3,4.0,F")]
    [InlineData("high", RecommendationStatus.In, "1,r1,r2,2026-11-02,2823-3,6.0,F", "1,r2,r1,2026-11-01,2823-3,4.0,F")]
    [InlineData("counted", RecommendationStatus.In, "1,r1,,2026-11-02,2823-3,6.0,F", "1,r2,,2026-11-01,2823-3,4.0,F")]
    [InlineData("counted", RecommendationStatus.Out, "1,r1,,2026-11-02,2823-3,6.0,F", "1,r2,r1,2026-11-01,2823-3,4.0,F")]
    [InlineData("ill", RecommendationStatus.In, "1,r1,,2026-11-02,dx,38341003,F")]
    [InlineData("ill", RecommendationStatus.Undecided, "1,r1,,2026-11-02,dx,38341003,Z")]
    [InlineData("ill", RecommendationStatus.Out, "1,r1,,2026-11-02,dx,38341003,F", "1,r2,r1,2026-11-03,dx,1,F")]
    [InlineData("high", RecommendationStatus.Blocked, "1,r1,,2026-11-02,2823-3,6.0,F", "1,r2,,2026-11-02,al,C09AA05,F")]
    [InlineData("high", RecommendationStatus.Blocked, "1,r1,,2026-11-02,2823-3,6.0,F", "1,r2,,2026-11-02,al,C09AA05,Z")]
    [InlineData("high", RecommendationStatus.In, "1,r1,,2026-11-02,2823-3,6.0,F", "1,r2,,2026-11-02,al,M01AE01,Z")]
    public async Task Nothing_is_concluded_from_it(string rule, RecommendationStatus expected, params string[] rows)
    {
        foreach (var order in new[] { rows, [.. rows.Reverse()] })
        {
            await using var workshop = await Workshop.OpenAsync();
            workshop.Write("m.twin", Program);
            workshop.Write("a.csv", string.Join('\n', order.Prepend("mrn,report,replaces,day,code,k,word")) + "\n");
            await workshop.IngestAsync("a.csv");
            var service = new TwinService(workshop.Store, workshop.Program(), NoModels.Instance, NoCausalClaims.Instance);
            var all = new List<Recommendation>();
            await foreach (var id in workshop.Store.TwinsAsync(TestContext.Current.CancellationToken))
            {
                if (await service.ViewAsync(id, null, null, TestContext.Current.CancellationToken) is { } view) { all.AddRange(view.Conclusions.All); }
            }
            Assert.Equal(expected, Assert.Single(all, r => r.Rule == "g." + rule).Status);
        }
    }
}
