import torch
from recorder import Recorder

out = Recorder()
torch.manual_seed(1)

x = torch.linspace(0, 1, 100)
y = 20 * x**2 + 5 * x - 3 + torch.randn(100)
params = torch.randn(3, requires_grad=True)
out.print(params)


def model(x, params):
    a, b, c = params
    return a * x**2 + b * x + c


def mse(prediction, target):
    return ((prediction - target) ** 2).mean()


lr, epochs = 1e-3, 15000
out.print("before training:", mse(model(x, params), y).item())

for epoch in range(epochs):
    loss = mse(model(x, params), y)
    loss.backward()
    with torch.no_grad():
        params -= lr * params.grad
    params.grad.zero_()
    if epoch % 1000 == 0:
        out.print(f"epoch {epoch}: loss {loss.item()}")

out.print("after training:", mse(model(x, params), y).item())
out.print(params)
out.save()
