using GraphQL;
using Ontotwin.Graph;

namespace Ontotwin.Api.Schema;

/// <summary>Reads arguments, and says in words what is wrong with one.</summary>
internal static class Arguments
{
    /// <summary>The argument <c>first</c>, within its limit.</summary>
    public static int Count(IResolveFieldContext context)
    {
        var first = context.GetArgument<int>("first");
        return first is >= 0 and <= Limits.MaxItems ? first : throw Fault("OT8114", $"'first' is between 0 and {Limits.MaxItems}");
    }

    /// <summary>An error for people, with its code.</summary>
    public static ExecutionError Fault(string code, string message) => new(message) { Code = code };

    /// <summary>What a store that cannot be read tells.</summary>
    public static ExecutionError Fault(GraphStoreException fault) => Fault(fault.Diagnostic.Code, fault.Diagnostic.Message);
}
