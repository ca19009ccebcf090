using System.Globalization;
using System.Text;

namespace Ontotwin.SampleGenerator;

/// <summary>The long wearable files: heart rate and steps of A and D, D's variability and training over nine weeks.</summary>
internal static class WearableSamples
{
    private static readonly DateTimeOffset LastMorning = new(2026, 11, 5, 9, 0, 0, TimeSpan.FromHours(1));

    /// <summary>Writes every file into the folder.</summary>
    public static void WriteAll(string folder)
    {
        // PulseBand exports in the encoding of its desktop program, Windows-1252: the a umlaut of the second line is one byte.
        File.WriteAllBytes(Path.Combine(folder, "pulseband-a.csv"), Encoding.Latin1.GetBytes(PulseBand("PB-10442", days: 2, restingPerMinute: 68, badRow: false)));
        File.WriteAllBytes(Path.Combine(folder, "pulseband-d.csv"), Encoding.Latin1.GetBytes(PulseBand("PB-20817", days: 3, restingPerMinute: 46, badRow: true)));
        File.WriteAllText(Path.Combine(folder, "hrv-d.csv"), Variability("PB-20817"));
        File.WriteAllText(Path.Combine(folder, "training-d.csv"), Training("PB-20817"));
    }

    private static string PulseBand(string device, int days, int restingPerMinute, bool badRow)
    {
        var noise = new Noise(restingPerMinute);
        var text = new StringBuilder("PulseBand Export 3.2\nGer\u00e4t: PulseBand 3;Zeitzone: Europe/Vienna\ndevice;ts;Heart rate (bpm);Steps\n");
        var start = LastMorning.AddDays(-days);
        var count = days * 24 * 12;
        for (var i = 0; i <= count; i++)
        {
            var at = start.AddMinutes(5 * i);
            var awake = at.Hour is >= 7 and < 23;
            var walking = awake && noise.Next(6) == 0;
            var rate = restingPerMinute + (awake ? 12 : 0) + (walking ? 25 : 0) + noise.Next(9) - 4;
            var steps = walking ? 200 + noise.Next(300) : awake ? noise.Next(20) : 0;
            var shown = noise.Next(40) == 0 ? "" : rate.ToString(CultureInfo.InvariantCulture);        // the band lost contact now and then
            text.Append(CultureInfo.InvariantCulture, $"{device};{at:dd.MM.yyyy HH:mm};{shown};{steps}\n");
            if (badRow && i == 400)
            {
                text.Append(CultureInfo.InvariantCulture, $"{device};{at.AddMinutes(2):dd.MM.yyyy HH:mm};999;0\n");     // the deliberately bad one: no heart beats 999 times a minute
            }
        }

        return text.ToString();
    }

    // Nightly RMSSD: 84 ms with a spread of 6 for eight weeks, then a fall of 4 to 5 ms a day.
    private static string Variability(string device)
    {
        var noise = new Noise(84);
        var text = new StringBuilder("device,date,rmssd_ms\n");
        const int Days = 65;
        for (var i = 0; i < Days; i++)
        {
            var date = LastMorning.AddDays(i - Days + 1);
            var daysOfFall = Math.Max(0, i - (Days - 8));
            var tenths = 840 + noise.Next(121) - 60 - (daysOfFall * 45);
            text.Append(CultureInfo.InvariantCulture, $"{device},{date:yyyy-MM-dd},{tenths / 10}.{tenths % 10}\n");
        }

        return text.ToString();
    }

    // Six sessions a week; the last week is about twice the usual.
    private static string Training(string device)
    {
        var noise = new Noise(7);
        var text = new StringBuilder("device,started,minutes,rpe,sport\n");
        const int Days = 63;
        for (var i = 0; i < Days; i++)
        {
            if (i % 7 == 0)
            {
                continue;
            }

            var date = LastMorning.AddDays(i - Days);
            var hard = i >= Days - 6;
            var minutes = hard ? 100 + noise.Next(30) : 60 + noise.Next(30);
            var exertion = hard ? 6 + noise.Next(2) : 4 + noise.Next(2);
            var sport = (i % 3) switch { 0 => "run", 1 => "bike", _ => "swim" };
            text.Append(CultureInfo.InvariantCulture, $"{device},{date:yyyy-MM-dd}T17:30,{minutes},{exertion},{sport}\n");
        }

        return text.ToString();
    }

    /// <summary>A small linear congruential generator (Numerical Recipes, 3rd ed., section 7.1): the same numbers everywhere.</summary>
    private sealed class Noise(int seed)
    {
        private uint _state = (uint)seed;

        public int Next(int below)
        {
            _state = unchecked((_state * 1664525) + 1013904223);
            return (int)((_state >> 16) % (uint)below);
        }
    }
}
