using Ontotwin.Sources;

namespace Ontotwin.Mapping.Plan;

/// <summary>
/// What a call of a declared function gives to its parameters. A function is compiled where it is called; its parameters stand for the argument's whole
/// expression, read where the call stands and not where the body has gone since: a filter in the body has another <c>.</c> than the caller.
/// </summary>
internal sealed class Arguments(IReadOnlyDictionary<string, Func<Frame, Value>> byParameter, int slot)
{
    /// <summary>The argument of a parameter; null when the name is none.</summary>
    public Func<Frame, Value>? Of(string name) => byParameter.TryGetValue(name, out var argument) ? frame => AtCaller(frame, argument) : null;

    /// <summary>The body, with what the caller stands at kept for its arguments.</summary>
    public Func<Frame, Value> Call(Func<Frame, Value> body) => frame =>
    {
        frame.SetVariable(slot, frame.Here);
        return body(frame);
    };

    private Value AtCaller(Frame frame, Func<Frame, Value> argument)
    {
        var inside = frame.Here;
        frame.Here = frame.Variable(slot);
        var value = argument(frame);
        frame.Here = inside;
        return value;
    }
}
