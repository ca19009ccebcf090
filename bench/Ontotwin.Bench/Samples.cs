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

    /// <summary>A file of the peers' tree, where <c>ONTOTWIN_PEERS</c> names it; null without it.</summary>
    public static string? Peer(string path) =>
        Environment.GetEnvironmentVariable("ONTOTWIN_PEERS") is { } peers && Path.Combine(peers, path) is var file && File.Exists(file) ? file : null;

    /// <summary>Messages of one form with the patient, the order, the time and the values varied.</summary>
    public static byte[] VariedMessages(string file, int messages)
    {
        var message = File.ReadAllText(file, Encoding.UTF8).TrimEnd('\r', '\n').Replace("\r\n", "\r", StringComparison.Ordinal).Replace('\n', '\r');
        var text = new StringBuilder();
        for (var i = 0; i < messages; i++)
        {
            text.Append(message
                .Replace("MSG00004711", string.Create(CultureInfo.InvariantCulture, $"MSG{i:D8}"), StringComparison.Ordinal)
                .Replace("884422", string.Create(CultureInfo.InvariantCulture, $"{884_422 + (i % 5000)}"), StringComparison.Ordinal)
                .Replace("4711", string.Create(CultureInfo.InvariantCulture, $"{4711 + i}"), StringComparison.Ordinal)
                .Replace("|104|", string.Create(CultureInfo.InvariantCulture, $"|{70 + (i % 90)}|"), StringComparison.Ordinal)
                .Replace("|0.94|", string.Create(CultureInfo.InvariantCulture, $"|{0.5m + ((i % 200) / 100m)}|"), StringComparison.Ordinal)
                .Replace("|4.2|", string.Create(CultureInfo.InvariantCulture, $"|{3.1m + ((i % 30) / 10m)}|"), StringComparison.Ordinal)
                .Replace("20240312", string.Create(CultureInfo.InvariantCulture, $"202403{1 + (i % 28):D2}"), StringComparison.Ordinal)).Append('\r');
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>A wearable's rows: 500 people, a row a minute each; every (patient, time) once.</summary>
    public static void WriteWearable(string file, int rows)
    {
        using var output = new StreamWriter(file, append: false, new UTF8Encoding(false), 1 << 16);
        output.Write("patient_id,ts,heart_rate,steps\n");
        var start = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        for (var i = 0; i < rows; i++)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"p{i % 500:D4},{start.AddMinutes(i / 500):yyyy-MM-dd'T'HH:mm:ss'Z'},{45 + (i * 7919L % 121)},{i * 6133L % 141}\n"));
        }
    }
}
