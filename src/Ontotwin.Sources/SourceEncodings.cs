using System.Text;
using Ontotwin.Sources.Csv.Parsing;
using Ontotwin.Sources.Tree;

namespace Ontotwin.Sources;

/// <summary>Names of encodings that documents can be declared to be in.</summary>
public static class SourceEncodings
{
    /// <summary>Names worth proposing, in alphabetic order; more are known by other names.</summary>
    public static IEnumerable<string> Names { get; } =
        [.. Encoding.GetEncodings().Concat(CodePagesEncodingProvider.Instance.GetEncodings()).Select(e => e.Name).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];

    /// <summary>Whether documents of a format (CSV, JSON or XML) can be read in the encoding of that name.</summary>
    public static bool IsKnown(string name, SourceFormat format) => (format == SourceFormat.Csv ? CsvText.Named(name) : DocumentText.Named(name)) is not null;
}
