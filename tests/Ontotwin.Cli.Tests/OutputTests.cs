using Ontotwin.Durability;

namespace Ontotwin.Cli.Tests;

/// <summary>Where output goes: files are replaced whole, and devices stay what they are.</summary>
public sealed class OutputTests
{
    [Fact]
    public void A_device_is_written_to_and_no_file_is_put_in_its_place()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no /dev");
        using (var file = AtomicFile.Create("/dev/null"))
        {
            // What lies beside a device lies in memory, and a rename would put it in the device's place.
            Assert.False(File.Exists("/dev/null.part"));
            file.Commit();
        }
        Assert.True(File.Exists("/dev/null"));
    }

    [Fact]
    public void A_file_is_replaced_whole_or_not_at_all()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.txt");
        File.WriteAllText(path, "before");
        using (var given = AtomicFile.Create(path)) { given.Stream.Write("half"u8); }
        Assert.Equal("before", File.ReadAllText(path));
        AtomicFile.WriteAllBytes(path, "after"u8);
        Assert.Equal(("after", false), (File.ReadAllText(path), File.Exists(path + ".part")));
    }
}
