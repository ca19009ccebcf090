using System.Reflection;
using Ontotwin.Graph;

namespace Ontotwin.Contracts.Tests;

/// <summary>The suite is run on stores that are wrong on purpose; it must notice every one.</summary>
public sealed class BrokenStoresFail
{
    public static TheoryData<Flaw> Flaws => [.. Enum.GetValues<Flaw>()];

    [Theory]
    [MemberData(nameof(Flaws))]
    public async Task A_broken_store_fails_the_suite(Flaw flaw)
    {
        var failed = new List<string>();
        foreach (var contract in typeof(GraphStoreContract).GetMethods().Where(m => m.GetCustomAttribute<FactAttribute>() is not null))
        {
            await using var suite = new OnBrokenStore(flaw);
            await suite.InitializeAsync();
            var run = (Task)contract.Invoke(suite, null)!;
            await Task.WhenAny(run);
            if (!run.IsCompletedSuccessfully) { failed.Add(contract.Name); }
        }
        Assert.NotEmpty(failed);
        Assert.True(failed.Count < 16, "only what the flaw touches may fail: " + string.Join(", ", failed));
    }

    private sealed class OnBrokenStore(Flaw flaw) : GraphStoreContract
    {
        protected override async Task<IGraphStore> OpenAsync() => new BrokenStore(await TemporaryStore.OpenAsync(), flaw);
    }
}
