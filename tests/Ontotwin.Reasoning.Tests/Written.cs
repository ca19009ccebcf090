using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Reasoning.Tests;

/// <summary>A guideline written by a test, compiled from a folder of its own.</summary>
internal static class Written
{
    private const string Grade = "strength strong for certainty high\n because en \"e\" zh \"z\"";

    /// <summary>A guideline <c>g</c> with the rules <c>first</c> (has CKD) and <c>second</c> (has Hypertension), and what else is given.</summary>
    public static Outcome<TwinProgram> Compile(string more, string cites = "cite \"One\" published 2024-01-01")
    {
        var folder = Directory.CreateTempSubdirectory("ontotwin-guideline-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "g.twin"), $$"""
                module test.g version 1
                ontology hdt
                guideline g version 1 {
                  {{cites}}
                  rule first { when has CKD recommend start ACEi {{Grade}} }
                  rule second { when has Hypertension recommend start MRA {{Grade}} }
                  {{more}}
                }
                """);
            return TwinCompiler.Compile([folder], Shipped.Ontology);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
