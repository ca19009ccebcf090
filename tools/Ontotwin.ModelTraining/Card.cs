using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ontotwin.ModelTraining;

/// <summary>The model's card in Turtle: what it is for, what it was made from, how well it does, and the hash by which it is recognised.</summary>
internal static class Card
{
    private const string Version = "1.0.0";
    private const string Issued = "2026-11-01";

    private const string Head = """
        # Card of the coronary model. Written by tools/Ontotwin.ModelTraining: change that, not this.
        @prefix hdt: <https://w3id.org/ontotwin/hdt#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix : <https://w3id.org/ontotwin/model/chd/VERSION/> .

        <https://w3id.org/ontotwin/model/chd/VERSION> a hdt:RiskModel ;
          rdfs:label "coronary model"@en , "冠心病模型"@zh ;
          hdt:version "VERSION" ;
          hdt:fileHash "HASH" ;
          hdt:outputName "OUTPUT" ;
          hdt:isMonotone true ;
          hdt:predictsCondition hdt:CHD ;
          hdt:card :card ;
          hdt:backgroundFile "chd.background.csv" ;
          hdt:modelInput :age , :sex , :sbp , :cholesterol , :maxHeartRate , :highGlucose .

        :card a hdt:ModelCard ;
          dcterms:issued "ISSUED"^^xsd:date ;
          hdt:intendedUse "Demonstration: the probability that coronary angiography would show a narrowing of more than 50 % in an adult who is examined for suspected coronary disease. It may raise the urgency of a recommendation or ask for data." ;
          hdt:notFor "Starting, stopping or withholding a treatment; people without suspicion of coronary disease, in whom it is far too high (almost half of those it learned from were ill); people outside the ranges it was trained on. Not a medical device." ;
          dcterms:description "Penalised logistic regression (L2 PENALTY) on six inputs, trained in this repository to show how a model takes part in a recommendation."@en , "基于六项输入的惩罚逻辑回归，在本项目中训练，用于演示模型如何参与推荐。翻译未经审校。"@zh ;
          hdt:trainingData "Cleveland Clinic angiography data, 303 people, 1981 to 1984; UCI Machine Learning Repository, Heart Disease (doi:10.24432/C52P4X), by the Rdatasets collection's copy" ;
          dcterms:bibliographicCitation "Detrano R, Janosi A, Steinbrunn W, et al. International application of a new probability algorithm for the diagnosis of coronary artery disease. Am J Cardiol 1989;64:304-310" ;
          dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
          hdt:trainingSize NTRAIN ;
          hdt:testSize NTEST ;
          hdt:evaluation "On TESTSIZE people held out: EVALUATION" ;
          hdt:areaUnderRoc AUC ;
          hdt:brierScore BRIER ;
          hdt:calibrationSlope SLOPE ;
          hdt:calibrationIntercept INTERCEPT ;
          rdfs:comment "The background holds invented rows, drawn from a normal distribution within each group by sex and glucose; no person's row is in it. The training rows are not part of this repository."@en .


        """;

    /// <summary>The card's text.</summary>
    public static string Turtle(IReadOnlyList<Row> training, IReadOnlyList<Row> heldOut, float penalty, Evaluation evaluation, byte[] onnx)
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"))
            .Replace("VERSION", Version).Replace("ISSUED", Issued).Replace("OUTPUT", Training.OutputName)
            .Replace("HASH", Convert.ToHexStringLower(SHA256.HashData(onnx)))
            .Replace("PENALTY", Text(penalty)).Replace("NTRAIN", Text(training.Count)).Replace("NTEST", Text(heldOut.Count))
            .Replace("TESTSIZE", Text(heldOut.Count))
            .Replace("EVALUATION", evaluation.ToString()).Replace("AUC ;", Text(evaluation.Auc) + " ;").Replace("BRIER", Text(evaluation.Brier))
            .Replace("SLOPE", Text(evaluation.Slope)).Replace("INTERCEPT", Text(evaluation.Intercept));
        for (var i = 0; i < Row.Count; i++) { AppendInput(text, i, training); }
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void AppendInput(StringBuilder text, int index, IReadOnlyList<Row> training)
    {
        var (name, unit, _) = Row.Inputs[index];
        var values = training.Select(r => r.Features[index]).ToArray();
        text.Append(CultureInfo.InvariantCulture, $":{name} a hdt:ModelInput ; hdt:modelInputName \"{name}\" ; hdt:position {index + 1}");
        if (unit.Length > 0) { text.Append(CultureInfo.InvariantCulture, $" ; hdt:unitOfInput \"{unit}\""); }
        text.Append(CultureInfo.InvariantCulture, $" ; hdt:trainingLow {Text(values.Min())} ; hdt:trainingHigh {Text(values.Max())} .\n");
    }

    // Turtle's decimals need a point and no exponent; three decimals are more than 91 people can support.
    private static string Text(double value) => value.ToString("0.0##", CultureInfo.InvariantCulture);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
