using Ontotwin.Mapping.Reading;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>Remembers what codings gave. What they give depends on their parts, the system declared for them and the site, and on nothing else of the record.</summary>
internal sealed class CodingMemo<T>
{
    private readonly Utf8Memo<T> memo = new();

    public T Get<TState>(Frame frame, Value value, string? declaredSystem, TState state, Func<TState, Frame, Value, string?, T> read)
    {
        var buffer = frame.Scratch.Text;
        var start = buffer.Length;
        CodeReader.AppendKey(value, declaredSystem, buffer);
        var key = buffer.From(start);
        var found = memo.TryGet(key, frame.Site, out var known) ? known : memo.Add(key, frame.Site, read(state, frame, value, declaredSystem));
        buffer.Length = start;
        return found;
    }
}
