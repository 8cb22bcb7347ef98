using System.Net;
using System.Text;

namespace Floe.S3Tables.Client.Tests;

/// <summary>Stands where the network is: keeps what was sent and answers from a script.</summary>
internal sealed class RecordingHandler(params (HttpStatusCode Status, string Body)[] answers) : HttpMessageHandler
{
    private readonly Queue<(HttpStatusCode Status, string Body)> _answers = new(answers);

    public List<(string Method, string Target, string Body)> Sent { get; } = [];

    /// <summary>Goes with every answer.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Sent.Add((request.Method.Method, request.RequestUri!.PathAndQuery, body));
        var (status, text) = _answers.Dequeue();
        var response = new HttpResponseMessage(status) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in Headers) response.Headers.Add(name, value);
        return response;
    }
}
