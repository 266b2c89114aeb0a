import torch
from recorder import Recorder

out = Recorder(
    published=[
        "6.661948 [0.24917808 0.13956836 0.10177316 0.08296516 0.07186685]",
        "0.096582726 [ 1.5249301  4.626327  -5.4320383 -1.7490873  4.497506 ]",
        "0.0407205 [ 1.3294919  6.8686876 -9.060711  -2.8561032  7.314907 ]",
        "0.019431062 [  1.2087605   8.256573  -11.31992    -3.5080438   9.038196 ]",
        "0.011308028 [  1.1341342   9.117172  -12.734032   -3.8792846  10.086427 ]",
        "0.008199797 [  1.087948    9.652406  -13.626566   -4.0774508  10.718156 ]",
        "0.007001873 [  1.0593315   9.986803  -14.197132   -4.1690907  11.093055 ]",
        "0.006531924 [  1.0415397  10.197327  -14.569023   -4.194967   11.309404 ]",
        "0.0063396967 [  1.0304453  10.331186  -14.817809   -4.180671   11.428036 ]",
        "0.0062534497 [  1.0234796  10.417755  -14.990616   -4.1417074  11.486474 ]",
    ]
)
x = torch.linspace(0, 1, 10)
y_true = 3 * x + torch.sin(6 * x) + 1


class LineFitting(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.W = torch.nn.Parameter(torch.tensor([0.0, 0.0]))

    def forward(self, x):
        return self.W[0] * x + self.W[1]


class PolyFit(torch.nn.Module):
    def __init__(self, degree):
        super().__init__()
        self.degree = degree
        self.W = torch.nn.Parameter(torch.zeros(degree))

    def forward(self, x):
        y = torch.zeros_like(x)
        for i in range(self.degree):
            y += self.W[i] * (x**i)
        return y


def train(x, y_true, model, LossFn, OptimizerFn, lr, epochs):
    loss_fn = LossFn()
    optimizer = OptimizerFn(model.parameters(), lr=lr)
    for epoch in range(epochs):
        optimizer.zero_grad()
        y = model(x)
        loss = loss_fn(y, y_true)
        loss.backward()
        optimizer.step()
        if epoch % (epochs // 10) == 0:
            with torch.no_grad():
                out.print(loss.numpy(), next(model.parameters()).numpy())


line = LineFitting()
out.print(line(x))
train(x, y_true, line, torch.nn.MSELoss, torch.optim.SGD, 0.1, 10)
poly = PolyFit(5)
train(x, y_true, poly, torch.nn.MSELoss, torch.optim.SGD, 0.05, 100_000)
out.save()
