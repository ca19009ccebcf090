namespace Ontotwin.Sources.Dicom;

/// <summary>The defined terms of Specific Character Set (PS3.3 C.12.1.1.2), and those that are meant by others.</summary>
internal static class CharacterSetTerms
{
    private static readonly string[] Defined =
    [
        "ISO_IR 100", "ISO_IR 101", "ISO_IR 109", "ISO_IR 110", "ISO_IR 144", "ISO_IR 127", "ISO_IR 126", "ISO_IR 138", "ISO_IR 148", "ISO_IR 203", "ISO_IR 13", "ISO_IR 166",
        "ISO 2022 IR 6", "ISO 2022 IR 100", "ISO 2022 IR 101", "ISO 2022 IR 109", "ISO 2022 IR 110", "ISO 2022 IR 144", "ISO 2022 IR 127", "ISO 2022 IR 126", "ISO 2022 IR 138",
        "ISO 2022 IR 148", "ISO 2022 IR 203", "ISO 2022 IR 13", "ISO 2022 IR 166", "ISO 2022 IR 87", "ISO 2022 IR 159", "ISO 2022 IR 149", "ISO 2022 IR 58",
        "ISO_IR 192", "GB18030", "GBK",
    ];

    private static readonly string[] Plains = [.. Defined.Select(Plain)];

    /// <summary>What is to be said of the first term that is not defined; null when all are.</summary>
    public static string? Wrong(IReadOnlyList<string> terms)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            if (Wrong(terms[i], i + 1) is { } wrong) { return wrong; }
        }
        return null;
    }

    private static string? Wrong(string term, int number)
    {
        if (term.Length == 0 || Defined.Contains(term)) { return null; }
        if (Array.IndexOf(Plains, Plain(term)) is >= 0 and var at && Defined[at] is var meant) { return $"value {number} of Specific Character Set is no defined term of PS3.3: it was read as {meant}"; }
        var done = number == 1 ? "bytes above 7F are read as ISO 8859-1" : "text that switches to it is read as ISO 8859-1";
        return $"value {number} of Specific Character Set is no defined term of PS3.3, nor like one: {done}";
    }

    /// <summary>What parts a term from others, however it is spelt: the number of an ISO registration, or a name.</summary>
    public static string Plain(string term)
    {
        var plain = term.ToUpperInvariant().Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return plain.StartsWith("ISO2022IR", StringComparison.Ordinal) ? plain[9..] : plain.StartsWith("ISOIR", StringComparison.Ordinal) ? plain[5..] : plain;
    }
}
