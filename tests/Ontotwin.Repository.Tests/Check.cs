namespace Ontotwin.Repository.Tests;

/// <summary>Asserts that nothing is wrong, and names everything that is.</summary>
internal static class Check
{
    public static void None<T>(IEnumerable<T> wrong)
    {
        var all = wrong.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
