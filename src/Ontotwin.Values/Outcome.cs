using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Ontotwin.Values;

/// <summary>A value, or the reasons there is none; diagnostics may come with both.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class Outcome<T>
    where T : class
{
    private Outcome(T? value, ImmutableArray<Diagnostic> diagnostics) => (Value, Diagnostics) = (value, diagnostics);

    /// <summary>The value, or null when an error prevented it.</summary>
    public T? Value { get; }

    /// <summary>Everything worth telling, in order of place.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsOk => Value is not null;

    /// <summary>A value, perhaps with warnings.</summary>
    public static Outcome<T> Ok(T value, params ImmutableArray<Diagnostic> diagnostics) => new(value, diagnostics);

    /// <summary>No value, and why.</summary>
    public static Outcome<T> Fail(params ImmutableArray<Diagnostic> diagnostics) => new(null, diagnostics);
}
