using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>What to do about a diagnostic: words, and the word that was probably meant where there is one.</summary>
internal sealed record Hint(string Text, Correction? Correction = null)
{
    public static implicit operator Hint?(string? text) => text is null ? null : new Hint(text);
}
