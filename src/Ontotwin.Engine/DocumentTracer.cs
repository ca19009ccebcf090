using Ontotwin.Graph;
using Ontotwin.Mapping;

namespace Ontotwin.Engine;

/// <summary>Runs maps on a document and keeps what concerns one person: records that gave something of it, and records that gave nothing of anybody.</summary>
internal sealed class DocumentTracer(Mapper mapper, RunTrace trace, DocumentReader reader, IReadOnlyCollection<TwinId> person)
{
    public DocumentTrace Trace(KeptDocument document, IReadOnlySet<string> maps, CancellationToken cancellationToken)
    {
        var (steps, rejects, ofRecord) = (new List<TraceStep>(), new List<Reject>(), new List<Reject>());
        var pass = new DocumentPass(mapper, reader, new RunReport()) { MapsOf = _ => maps, OnReject = ofRecord.Add };
        trace.Clear();
        foreach (var (_, mapped) in pass.Map([document.Name], cancellationToken))
        {
            var twins = mapped.Nodes.Select(n => n.Twin).Concat(mapped.Samples.Select(s => s.Twin)).Distinct().ToList();
            if (twins.Count == 0 || twins.Exists(person.Contains))
            {
                // Of a record of several people, only what is of nobody else.
                var others = mapped.Nodes.Where(n => !person.Contains(n.Twin)).Select(n => n.Node)
                    .Concat(mapped.Samples.Where(s => !person.Contains(s.Twin)).Select(s => s.Node)).ToHashSet();
                steps.AddRange(trace.Steps.Where(s => s.Node is null || !others.Contains(s.Node)));
                rejects.AddRange(ofRecord);
            }
            trace.Clear();
            ofRecord.Clear();
        }
        rejects.AddRange(ofRecord);
        return new DocumentTrace(document, true, steps, rejects);
    }
}
