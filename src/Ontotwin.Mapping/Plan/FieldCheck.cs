using Ontotwin.Language;
using Ontotwin.Sources;
using Ontotwin.Sources.Json;

namespace Ontotwin.Mapping.Plan;

/// <summary>Tells what a record of JSON or XML has otherwise than a map declares: fields that are not there, objects in the place of values, arrays in the place of one.</summary>
internal sealed class FieldCheck(TreeLayout layout)
{
    /// <summary>The code of an object or array where a map wants a value.</summary>
    public const string NoValueCode = "OT4212";

    /// <summary>What is said of an object where a map wants a value.</summary>
    public const string NoValue = "an object stands here where the map wants a text or a number";

    /// <summary>What to do about it.</summary>
    public const string NoValueHint = "name the field inside it that is meant";

    private readonly (CsvColumn Field, ChildName[] Names)[] declared = [.. layout.Columns.Select(c => (c, Array.ConvertAll(c.Name.Split('.'), n => new ChildName(n))))];

    public void Run(Frame frame)
    {
        foreach (var (field, names) in declared)
        {
            var around = frame.Record.Root;
            var i = 0;
            for (; i < names.Length - 1 && !around.IsAbsent; i++) { around = names[i].First(around); }
            // A field below one that is not there or repeats is not missed here.
            if (around.IsAbsent) { continue; }
            var at = names[i].First(around);
            if (at.State is FieldState.Absent or FieldState.Empty) { Missing(frame, field, at); }
            else { Kind(frame, field, at); }
        }
    }

    private static void Missing(Frame frame, CsvColumn field, Field at)
    {
        if (field.IsOptional || field.Repeats) { return; }
        frame.Report("OT4207", at.IsAbsent ? frame.Record.Root : at, $"the field '{field.Name}' is not here, and the map declares it as always there", "write '?' after its type if it may be missing");
    }

    private static void Kind(Frame frame, CsvColumn field, Field at)
    {
        if (!field.Repeats && JsonReader.IsElement(at)) { frame.Report(NoValueCode, at, $"the field '{field.Name}' is an array, and the map declares it to stand once", "write '*' after its type"); }
        if (field.Type != "group" && at.IsGroup) { frame.Report(NoValueCode, at, NoValue, NoValueHint); }
    }
}
