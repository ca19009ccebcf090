using System.CommandLine;
using System.Globalization;
using Ontotwin.Cli.Output;
using Ontotwin.Engine;
using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Reasoning;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>show</c>: one twin in readable form.</summary>
internal static class ShowVerb
{
    private static readonly string[] Sections = ["Condition", "MedicationUse", "Procedure", "AllergyIntolerance", "Immunization", "Encounter", "Observation", "ImagingStudy"];

    private static readonly string[] General = ["Observation", "LabResult", "VitalSign", "Measurement", "SurveyAnswer"];

    public static Command Create()
    {
        var (store, twin, knownAt, ontology, units, json) = (CommonOptions.Store(), CommonOptions.Twin(), CommonOptions.KnownAt(), CommonOptions.Ontology(), CommonOptions.Units(), CommonOptions.Json());
        var command = new Command("show", "one twin in readable form") { store, twin, knownAt, ontology, units, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (Home.LoadOntology(parsed.GetValue(ontology)) is not { } model) { return ExitCode.Input; }
            await using var opened = await Stores.OpenAsync(parsed.GetValue(store)!, StoreOpening.ReadOnly, cancellation);
            var id = await TwinChoice.FindAsync(opened, parsed.GetValue(twin)!, cancellation);
            if (id is null || await opened.LoadAsync(id.Value, parsed.Instant(knownAt), cancellation) is not { } loaded) { return TwinChoice.NotFound(); }
            if (parsed.GetValue(json)) { Terminal.WriteJson(loaded.Facts.Select(f => new { subject = f.Triple.Subject.ToString(), predicate = f.Triple.Predicate.ToString(), @object = f.Triple.Object.ToString(), origin = (f.Justification as Asserted)?.Origin })); }
            else { Print(loaded, model, parsed.UnitsOf(units)); }
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(Twin twin, OntologyModel ontology, UnitSystem units)
    {
        Terminal.Line(BannerText.Line(PatientBanner.Of(twin)));
        // What was measured is often told only by its code, which the ontology knows.
        var closed = new OwlReasoner(ontology).Close(twin).Twin;
        foreach (var section in Sections)
        {
            var items = ClinicalItem.All(closed, ontology, section).ToList();
            if (items.Count == 0) { continue; }
            Terminal.Line();
            Terminal.Line($"{ontology.Label(OntologyModel.Term(section), "en")} ({items.Count})");
            foreach (var item in items) { Terminal.Line("  " + Line(item, ontology, units)); }
        }
        PrintSeries(twin, ontology);
    }

    private static string Line(ClinicalItem item, OntologyModel ontology, UnitSystem units)
    {
        var name = ontology.Label(item.Class, "en");
        var words = item.Words is { } w && item.Value is null && !string.Equals(w, name, StringComparison.OrdinalIgnoreCase) ? $": {w}" : "";
        // Where only the general class is known, the source's own name of the code tells what it is.
        var unnamed = General.Contains(item.Class.LocalName) && item.Words is { } named && item.Value is not null ? $" ({named})" : "";
        var value = item.Value is { } quantity ? "  " + ShownUnits.Words(units, ontology, item.Class, quantity.Interval, quantity.Unit).En : "";
        var origin = item.Origin is { } o ? $"  ← {o.Document} {o.Path} bytes {o.Bytes}" : "";
        return $"{item.At?.ToXsd() ?? "no date"}  {name}{unnamed}{words}{value}  {item.Status ?? ""}{origin}";
    }

    private static void PrintSeries(Twin twin, OntologyModel ontology)
    {
        if (twin.Series.IsEmpty) { return; }
        Terminal.Line();
        Terminal.Line("series");
        foreach (var chunk in twin.Series.Where(c => !c.Samples.IsEmpty))
        {
            var type = twin.About(chunk.Series).Select(f => f.Triple).FirstOrDefault(t => t.Predicate == Rdf.RdfTerms.Type)?.Object as Rdf.Iri;
            Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"  {(type is null ? "series" : ontology.Label(type, "en"))}: {chunk.Samples.Length} samples in {chunk.Unit}, {chunk.Samples[0].Instant:yyyy-MM-dd HH:mm} to {chunk.Samples[^1].Instant:yyyy-MM-dd HH:mm}  ← {chunk.Source.Document} {chunk.Source.Path}"));
        }
    }
}
