using System.CommandLine;
using Ontotwin.Cli.Output;
using Ontotwin.Graph;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>show</c>: one twin in readable form.</summary>
internal static class ShowVerb
{
    public static Command Create()
    {
        var (store, twin, knownAt, ontology, units, json) = (CommonOptions.Store(), CommonOptions.Twin(), CommonOptions.KnownAt(), CommonOptions.Ontology(), CommonOptions.Units(), CommonOptions.Json());
        var language = CommonOptions.Language();
        var command = new Command("show", "one twin in readable form") { store, twin, knownAt, ontology, units, language, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (Home.LoadOntology(parsed.GetValue(ontology)) is not { } model) { return ExitCode.Input; }
            await using var opened = await Stores.OpenAsync(parsed.GetValue(store)!, StoreOpening.ReadOnly, cancellation);
            var id = await TwinChoice.FindAsync(opened, parsed.GetValue(twin)!, cancellation);
            if (id is null || await opened.LoadAsync(id.Value, parsed.Instant(knownAt), cancellation) is not { } loaded) { return TwinChoice.NotFound(); }
            if (parsed.GetValue(json)) { Terminal.WriteJson(loaded.Facts.Select(f => new { subject = f.Triple.Subject.ToString(), predicate = f.Triple.Predicate.ToString(), @object = f.Triple.Object.ToString(), origin = (f.Justification as Asserted)?.Origin })); }
            else { new ShownTwin(model, parsed.UnitsOf(units), parsed.GetValue(language)!).Print(loaded); }
            return ExitCode.Done;
        });
        return command;
    }
}
