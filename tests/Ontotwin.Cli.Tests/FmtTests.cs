namespace Ontotwin.Cli.Tests;

public class FmtTests
{
    [Fact]
    public async Task Files_are_formatted_once_and_a_broken_one_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        var cancellation = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(folder.File("a.twin"), "function  f( x )=x*2 // twice\r\n", cancellation);
        await File.WriteAllTextAsync(folder.File("b.twin"), "function f(x) = x * 2\n", cancellation);
        var check = await OntotwinCommand.RunAsync("fmt", folder.Path, "--check");
        Assert.Equal((1, folder.File("a.twin")), (check.ExitCode, check.Output.Trim()));
        Assert.Equal("function  f( x )=x*2 // twice\r\n", await File.ReadAllTextAsync(folder.File("a.twin"), cancellation));

        Assert.Equal(0, (await OntotwinCommand.RunAsync("fmt", folder.Path)).ExitCode);
        Assert.Equal("function f(x) = x * 2  // twice\n", await File.ReadAllTextAsync(folder.File("a.twin"), cancellation));
        Assert.Equal((0, ""), (await OntotwinCommand.RunAsync("fmt", folder.Path, "--check")) is var (exit, output, _) ? (exit, output) : default);

        await File.WriteAllTextAsync(folder.File("c.twin"), "function f( = \n", cancellation);
        var broken = await OntotwinCommand.RunAsync("fmt", folder.Path);
        Assert.Equal(1, broken.ExitCode);
        Assert.Contains("error OT1001", broken.Error, StringComparison.Ordinal);
        Assert.Equal("function f( = \n", await File.ReadAllTextAsync(folder.File("c.twin"), cancellation));
    }
}
