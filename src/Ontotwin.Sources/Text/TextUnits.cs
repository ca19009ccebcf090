using System.Text;

namespace Ontotwin.Sources.Text;

/// <summary>How bytes become characters, one after another, so that the place of each is known. It may keep what the bytes before have switched to.</summary>
internal abstract class TextUnits
{
    protected const char Replacement = '\uFFFD';

    /// <summary>Whether the last bytes stand for no character: they were read as U+FFFD.</summary>
    internal bool IsBad { get; private protected set; }

    /// <summary>Appends the characters that the first bytes stand for; none where they only switch.</summary>
    /// <param name="rest">All bytes from here to the text's end; one at least.</param>
    /// <param name="text">Where to append.</param>
    /// <returns>How many bytes these were; one at least.</returns>
    internal abstract int Next(ReadOnlySpan<byte> rest, StringBuilder text);
}
