using System.Globalization;
using System.Text;

namespace Ontotwin.Bench;

/// <summary>Inputs made for the bench, the same on every run.</summary>
internal static class Samples
{
    /// <summary>One message over and over, its control id and identifier varied.</summary>
    public static byte[] RepeatedMessage(string file, int bytes)
    {
        var message = File.ReadAllText(file, Encoding.Latin1).TrimEnd('\r', '\n');
        var text = new StringBuilder(bytes + message.Length);
        for (var i = 0; text.Length < bytes; i++) { text.Append(message.Replace("70010877", (70_010_000 + (i % 5000)).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)).Append('\r'); }
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    /// <summary>Rows in the layout of the demo clinic's bands: device, instant, heart rate, steps.</summary>
    public static byte[] HeartRates(int rows)
    {
        var text = new StringBuilder("PulseBand export\nbench\ndevice;ts;Heart rate (bpm);Steps\n");
        var start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        for (var i = 0; i < rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"PB-{i % 50:D5};{start.AddMinutes(i):dd.MM.yyyy HH:mm};{60 + (i % 80)};{i % 200}\n");
        }
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
