using Ontotwin.Language;
using Ontotwin.Sources;

namespace Ontotwin.Mapping.Plan;

/// <summary>Tells which fields of JSON or XML a record lacks that a map declares as always there.</summary>
internal sealed class FieldCheck(TreeLayout layout)
{
    private readonly (string Path, ChildName[] Names)[] wanted = [.. layout.Columns.Where(c => !c.IsOptional && !c.Repeats).Select(c => (c.Name, Array.ConvertAll(c.Name.Split('.'), n => new ChildName(n))))];

    public void Run(Frame frame)
    {
        foreach (var (path, names) in wanted)
        {
            var at = frame.Record.Root;
            var isThere = true;
            for (var i = 0; i < names.Length && isThere; i++)
            {
                // A field below one that is not there or repeats is not missed here.
                var next = names[i].First(at);
                isThere = i == names.Length - 1 || !next.IsAbsent;
                at = next;
            }
            if (isThere && at.State is FieldState.Absent or FieldState.Empty)
            {
                frame.Report("OT4207", at.IsAbsent ? frame.Record.Root : at, $"the field '{path}' is not here, and the map declares it as always there", "write '?' after its type if it may be missing");
            }
        }
    }
}
