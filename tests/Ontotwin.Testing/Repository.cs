namespace Ontotwin.Testing;

/// <summary>Where the repository under test lies.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Ontotwin.sln</c>.</summary>
    public static string Root { get; } = Find();

    /// <summary>A path inside the repository.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ontotwin.sln"))) { return folder.FullName; }
        }
        throw new InvalidOperationException("Ontotwin.sln was not found above the test's folder");
    }
}
