using Ontotwin.Values;

namespace Ontotwin.Engine.Drafting;

/// <summary>A kind of quantity that headers name.</summary>
/// <param name="Class">Class of the ontology.</param>
/// <param name="Units">Units of its dimensions; a header's unit must measure the same as one of them.</param>
/// <param name="ByDefinition">The unit where the header tells none, because the quantity is counted in no other; null where it might be.</param>
/// <param name="Words">What it is called, the header without its unit: English, German, French, Spanish, Chinese.</param>
internal sealed record Measure(string Class, string[] Units, string? ByDefinition, string[] Words)
{
    /// <summary>The class of a series of it, for what is sampled many times a day; null where it is not.</summary>
    public string? Series => Class switch { "Pulse" => "HeartRate", "DailySteps" => "StepCount", "Glucose" => "GlucoseSeries", "SpO2" => "SpO2Series", "RespRate" => "RespiratoryRateSeries", _ => null };

    /// <summary>Heart beats, breaths and steps are counted; a body mass index is a number of kg/m². Everything else may be in more units than one.</summary>
    public static IReadOnlyList<Measure> All { get; } =
    [
        new("Pulse", ["/min"], "/min",
            ["heart rate", "heartrate", "pulse", "pulse rate", "hr", "bpm", "herzfrequenz", "herzrate", "puls", "pulsfrequenz", "frequence cardiaque", "pouls", "frecuencia cardiaca", "pulso", "心率", "脉搏", "脉率"]),
        new("BodyWeight", ["kg"], null,
            ["weight", "body weight", "bodyweight", "gewicht", "korpergewicht", "koerpergewicht", "poids", "poids corporel", "peso", "peso corporal", "体重"]),
        new("BodyHeight", ["cm"], null,
            ["height", "body height", "grosse", "groesse", "korpergrosse", "koerpergroesse", "estatura", "talla", "身高"]),
        new("DailySteps", ["1"], "1",
            ["steps", "step count", "stepcount", "step total", "total steps", "daily steps", "schritte", "schrittzahl", "schrittanzahl", "pas", "nombre de pas", "pasos", "步数", "每日步数"]),
        new("SBP", ["mm[Hg]"], null,
            ["systolic", "systolic blood pressure", "systolic bp", "systolic pressure", "sbp", "sys", "systolisch", "systole", "systolischer blutdruck", "blutdruck systolisch", "rr systolisch", "rr sys",
                "systolique", "pression systolique", "tension systolique", "sistolica", "presion sistolica", "tension sistolica", "收缩压", "高压"]),
        new("DBP", ["mm[Hg]"], null,
            ["diastolic", "diastolic blood pressure", "diastolic bp", "diastolic pressure", "dbp", "dia", "diastolisch", "diastole", "diastolischer blutdruck", "blutdruck diastolisch", "rr diastolisch", "rr dia",
                "diastolique", "pression diastolique", "tension diastolique", "diastolica", "presion diastolica", "tension diastolica", "舒张压", "低压"]),
        new("BodyTemperature", ["Cel"], null,
            ["body temperature", "body temp", "korpertemperatur", "koerpertemperatur", "temperature corporelle", "temperatura corporal", "体温"]),
        new("Glucose", ["mg/dL", "mmol/L"], null,
            ["glucose", "blood glucose", "blood sugar", "glukose", "blutzucker", "glycemie", "glucosa", "glucemia", "血糖"]),
        new("SpO2", ["%"], null,
            ["spo2", "sp o2", "oxygen saturation", "sauerstoffsattigung", "sauerstoffsaettigung", "saturation en oxygene", "saturacion de oxigeno", "血氧", "血氧饱和度"]),
        new("RespRate", ["/min"], "/min",
            ["respiratory rate", "breathing rate", "respiration rate", "atemfrequenz", "frequence respiratoire", "frecuencia respiratoria", "呼吸频率"]),
        new("BMI", ["kg/m2"], "kg/m2", ["bmi", "body mass index", "imc", "体质指数"]),
    ];

    private static readonly string[] Pressure = ["blood pressure", "bp", "blutdruck", "rr", "tension", "tension arterielle", "pression arterielle", "presion arterial", "血压"];

    /// <summary>The kind that a header without its unit names as a whole; null for any other: a weight wished for is no weight.</summary>
    public static Measure? Of(string header)
    {
        var words = HeaderText.Words(header);
        return All.FirstOrDefault(m => m.Words.Contains(words));
    }

    /// <summary>Whether a header names a blood pressure, which may be written as one: 120/80.</summary>
    public static bool IsPressure(string header) => Pressure.Contains(HeaderText.Words(header));

    /// <summary>Whether it can be measured in a unit.</summary>
    public bool IsMeasuredIn(string unit) =>
        UcumUnit.TryParse(unit, out var from, out _) && Units.Any(u => UcumUnit.TryParse(u, out var to, out _) && from.IsCommensurableWith(to));
}
